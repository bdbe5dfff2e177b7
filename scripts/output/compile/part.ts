import { begin } from '../../../src/compile.ts'
import { arrange } from '../../../src/diagnostics/diagnostic.ts'
import { readTree } from '../../../src/files/disk.ts'
import type { Model } from '../../../src/model/model.ts'
import { judge } from './check-part.ts'
import { emitter } from './render-part.ts'
import { type Done, joined, nothing, type Task } from './task.ts'

/** Tells the other parts something of each tenant, and learns the same of theirs. */
export type Exchange = <T>(mine: readonly T[]) => Promise<readonly T[]>

export interface Part {
  readonly done: Done
  /** Of the platform, and of some tenants at hand; nothing where there are mistakes. */
  readonly model: Model | undefined
}

/** So many tenants at a time are as fast as all at once, and take less room. */
export const some = 500

/**
 * From the files of some tenants to what has to be written for them. Where only `most` are worked
 * out at once, what two of them claim is for the caller to see.
 */
export async function runPart(task: Task, exchange: Exchange, most = Infinity): Promise<Part> {
  const paths = new Set(task.paths)
  const isAtHand = (path: string) => paths.has(path)
  const isWanted = (path: string) => isAtHand(path) || !path.startsWith('tenants/')
  // Each goes as soon as it is worked out: the memory of all is that of the largest repository.
  const begun = [begin(readTree(task.root, undefined, isWanted), isAtHand)]
  const own = begun[0]?.placed?.outlines ?? []
  const outlines = [...own, ...(await exchange(own))]
  const judged = begun
    .splice(0)
    .flatMap(all => judge(all, { outlines, context: task.context, most }))
  const openings = judged.flatMap(one => one.openings)
  const all = [...openings, ...(await exchange(openings))]
  const found = { ...nothing, diagnostics: arrange(judged.flatMap(one => one.diagnostics)) }
  if (!judged.every(({ isSound }) => isSound)) return { done: found, model: undefined }
  const emit = emitter(task, all)
  const emitted: Done[] = [found]
  let model: Model | undefined
  for (let one = judged.shift(); one; one = judged.shift()) {
    model = one.model()
    emitted.push(emit(model, one.outlines))
  }
  return { done: joined(emitted), model }
}
