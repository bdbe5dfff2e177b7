import { begin } from '../../../src/compile.ts'
import { arrange } from '../../../src/diagnostics/collect.ts'
import { readTree } from '../../../src/files/disk.ts'
import type { Model } from '../../../src/model/model.ts'
import { type Fork, forkOf } from '../fork.ts'
import { touchedSince } from '../touched.ts'
import { judge } from './check-part.ts'
import { emitFor } from './render-part.ts'
import { type Done, joined, nothing, type Task } from './task.ts'

/** Sends facts about each of our tenants to the other parts, and returns the facts about theirs. */
export type Exchange = <T>(mine: readonly T[]) => Promise<readonly T[]>

export interface Part {
  readonly done: Done
  /** The platform and the tenants of this part; missing where there are mistakes. */
  readonly model: Model | undefined
}

/** Batches of this size are as fast as one big batch and need less memory. */
export const some = 500

/**
 * Takes some tenants from their files to the output. If they are resolved in batches of `most`, the
 * caller has to detect claims that conflict between batches.
 */
export async function runPart(task: Task, exchange: Exchange, most = Infinity): Promise<Part> {
  const paths = new Set(task.paths)
  const isAtHand = (path: string) => paths.has(path)
  const isWanted = (path: string) => isAtHand(path) || !path.startsWith('tenants/')
  // Drop each tree as soon as it is resolved: memory is what limits the size of a repository.
  const begun = [begin(readTree(task.root, undefined, isWanted), isAtHand)]
  const own = begun[0]?.placed?.outlines ?? []
  const outlines = [...own, ...(await exchange(own))]
  const context = { ...task.context, touched: touchedSince(() => forkFor(task)) }
  const judged = begun.splice(0).flatMap(all => judge(all, { outlines, context, most }))
  const openings = judged.flatMap(one => one.openings)
  const all = [...openings, ...(await exchange(openings))]
  const found = { ...nothing, diagnostics: arrange(judged.flatMap(one => one.diagnostics)) }
  if (!judged.every(({ isSound }) => isSound)) return { done: found, model: undefined }
  const emit = emitFor(task, all)
  const emitted: Done[] = [found]
  let model: Model | undefined
  for (let one = judged.shift(); one; one = judged.shift()) {
    model = one.model()
    emitted.push(emit(model, one.outlines))
  }
  return { done: joined(emitted), model }
}

function forkFor({ root, base }: Task): Fork {
  return base ? { commit: base, isKnown: true } : forkOf(root)
}
