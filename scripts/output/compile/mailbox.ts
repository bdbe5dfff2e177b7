import type { MessagePort, Worker } from 'node:worker_threads'

/** Receives messages one at a time, and queues those that arrive while nobody waits. */
export function mailbox(port: Worker | MessagePort): () => Promise<unknown> {
  const arrived: unknown[] = []
  let failure: unknown
  let wake = () => {}
  const keep = (message: unknown) => {
    arrived.push(message)
    wake()
  }
  const fail = (error: unknown) => {
    failure = error
    wake()
  }
  port.on('message', keep).on('messageerror', fail)
  if ('threadId' in port) port.on('error', fail)
  return async () => {
    while (arrived.length === 0) {
      if (failure !== undefined) throw failure
      await new Promise<void>(resolve => {
        wake = resolve
      })
    }
    return arrived.shift()
  }
}
