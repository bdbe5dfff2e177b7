import { parentPort } from 'node:worker_threads'
import { mailbox } from './mailbox.ts'
import { runPart, some } from './part.ts'
import type { Task } from './task.ts'

// The second thread that `two-threads.ts` talks to: it receives a task, then the facts of the first part.
if (!parentPort) throw new Error('bug: this runs beside a command, never as one')
const port = parentPort
const receive = mailbox(port)
const exchange = async <T>(mine: readonly T[]) => {
  port.postMessage(mine)
  return (await receive()) as readonly T[]
}
const { done } = await runPart((await receive()) as Task, exchange, some)
port.postMessage(done)
port.close()
