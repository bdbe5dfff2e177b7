import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { listTree } from '../../../src/files/disk.ts'
import { mailbox } from './mailbox.ts'

/** Starting a second thread costs as much as compiling this many tenants. */
const fewest = 200

export interface Second {
  readonly worker: Worker
  readonly receive: () => Promise<unknown>
}

/**
 * Starts the second thread if there are enough tenants. Call it before the first thread loads its own
 * modules. A thread without a task does not keep the process alive.
 */
export function startSecond(root: string): Second | undefined {
  if (listTree(root, ['tenants']).length < fewest) return undefined
  hurry()
  const worker = new Worker(new URL('./worker.js', import.meta.url))
  worker.unref()
  return { worker, receive: mailbox(worker) }
}

/** Most functions run only a few thousand times, so optimizing them costs more than it saves. */
function hurry(): void {
  setFlagsFromString('--always-sparkplug')
  setFlagsFromString('--interrupt-budget=1000000')
  // Growing the heap in small steps saves memory, and costs little because nearly all objects live
  // until the end.
  setFlagsFromString('--heap-growing-percent=10')
}
