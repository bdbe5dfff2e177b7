import { arrange } from '../../../src/diagnostics/collect.ts'
import { isError } from '../../../src/diagnostics/diagnostic.ts'
import { areDisputed } from '../../../src/model/claims.ts'
import { type Exchange, type Part, runPart, some } from './part.ts'
import { type Second, startSecond } from './second-thread.ts'
import { type Done, joined, type Task } from './task.ts'

/**
 * Compiles all tenants, in two threads if there are many. At the first mistake or conflict, everything
 * is compiled again in one piece, so that the diagnostics equal those of `validate`.
 */
export async function compileWhole(task: Omit<Task, 'thread'>, started?: Second): Promise<Part> {
  const { root, paths, context } = task
  const second = started ?? startSecond(root)
  if (second) {
    const half = Math.ceil(paths.length / 2)
    const own = { ...task, paths: paths.slice(0, half), thread: 0 }
    const rest = { ...context, settled: true }
    const other = { ...task, context: rest, paths: paths.slice(half), thread: 1 }
    const part = await runBoth(own, other, second)
    if (isSound(part)) return part
  }
  const part = await runPart({ ...task, thread: 2 }, alone)
  const objects = claimsOf(part).filter(([what]) => what.startsWith('object '))
  if (areDisputed(objects)) throw new Error('bug: two tenants have an object of one name')
  return part
}

const alone: Exchange = async () => []

function isSound(part: Part): boolean {
  const isWrong = part.done.diagnostics.some(isError)
  return part.model !== undefined && !isWrong && !areDisputed(claimsOf(part))
}

function claimsOf({ done }: Part) {
  return done.facts.flatMap(({ claims }) => claims)
}

async function runBoth(own: Task, other: Task, { worker, receive }: Second): Promise<Part> {
  worker.ref()
  worker.postMessage(other)
  try {
    const exchange = async <T>(mine: readonly T[]) => {
      worker.postMessage(mine)
      return (await receive()) as readonly T[] // the other thread sends the same type
    }
    const { done, model } = await runPart(own, exchange, some)
    const both = joined([done, (await receive()) as Done])
    return { done: { ...both, diagnostics: arrange(both.diagnostics) }, model }
  } finally {
    await worker.terminate()
  }
}
