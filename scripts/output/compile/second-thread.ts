import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { listTree } from '../../../src/files/disk.ts'
import { mailbox } from './mailbox.ts'

/** A second thread takes as long to start as so many tenants to compile. */
const fewest = 200

export interface Second {
  readonly worker: Worker
  readonly receive: () => Promise<unknown>
}

/**
 * Starts the second thread, if there are tenants enough: best while the first still loads what both
 * need. Until it gets its task it keeps no process alive.
 */
export function startSecond(root: string): Second | undefined {
  if (listTree(root, ['tenants']).length < fewest) return undefined
  hurry()
  const worker = new Worker(new URL('./worker.js', import.meta.url))
  worker.unref()
  return { worker, receive: mailbox(worker) }
}

/** Most functions run some thousand times and no more: to optimize them takes longer than to run them. */
function hurry(): void {
  setFlagsFromString('--always-sparkplug')
  setFlagsFromString('--interrupt-budget=1000000')
  // What lives, lives to the end: to look for more room first costs little, and takes less of it.
  setFlagsFromString('--heap-growing-percent=10')
}
