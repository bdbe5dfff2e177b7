/** The states of the progress line, shared by both threads. */
const [idle, drawing, drawn, over] = [0, 1, 2, 3]

// The work blocks its own thread until it is done, so a timer there would fire too late.
const drawer = `
  const { workerData: { state, text } } = require('node:worker_threads')
  Atomics.wait(state, 0, ${idle}, 500)
  if (Atomics.compareExchange(state, 0, ${idle}, ${drawing}) === ${idle}) {
    require('node:fs').writeSync(2, text)
    Atomics.store(state, 0, ${drawn})
    Atomics.notify(state, 0)
  }
`

/** Does the work. If it takes more than half a second, a terminal shows what is going on meanwhile. */
export function progress<T>(text: string, work: () => T): T {
  if (!process.stderr.isTTY) return work()
  const state = new Int32Array(new SharedArrayBuffer(4))
  // A static import would slow the start of every command, and few ever need it.
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
