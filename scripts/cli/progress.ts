/** Who draws: nobody yet, it is at it, it did, the work is over. */
const [idle, drawing, drawn, over] = [0, 1, 2, 3]

// The work keeps its thread busy to the end, so that a timer on it would fire when all is done.
const drawer = `
  const { workerData: { state, text } } = require('node:worker_threads')
  Atomics.wait(state, 0, ${idle}, 500)
  if (Atomics.compareExchange(state, 0, ${idle}, ${drawing}) === ${idle}) {
    require('node:fs').writeSync(2, text)
    Atomics.store(state, 0, ${drawn})
    Atomics.notify(state, 0)
  }
`

/** Does the work; once it takes over half a second, a terminal says meanwhile what goes on. */
export function progress<T>(text: string, work: () => T): T {
  if (!process.stderr.isTTY) return work()
  const state = new Int32Array(new SharedArrayBuffer(4))
  // Not imported, since few commands come here, and all would load it.
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  new Worker(drawer, { eval: true, workerData: { state, text } }).unref()
  try {
    return work()
  } finally {
    const before = Atomics.compareExchange(state, 0, idle, over)
    Atomics.notify(state, 0)
    if (before === drawing) Atomics.wait(state, 0, drawing)
    if (before !== idle) process.stderr.write('\r\x1b[K')
  }
}
