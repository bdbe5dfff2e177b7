import { openingOf } from '../../charts/plan.ts'
import { begin, finish } from '../../src/compile.ts'
import { readTree } from '../../src/files.ts'
import type { Model } from '../../src/model.ts'
import { emit } from './emit.ts'
import type { Done, Task } from './task.ts'

/** Tells the other parts something of each tenant, and learns the same of theirs. */
export type Exchange = <T>(mine: readonly T[]) => Promise<readonly T[]>

export interface Part {
  readonly done: Done
  /** Of the tenants at hand; nothing where there are mistakes. */
  readonly model: Model | undefined
}

/** From the files of some tenants to what has to be written for them. */
export async function runPart(task: Task, exchange: Exchange): Promise<Part> {
  const paths = new Set(task.paths)
  const isAtHand = (path: string) => paths.has(path)
  const isWanted = (path: string) => isAtHand(path) || !path.startsWith('tenants/')
  const begun = begin(readTree(task.root, undefined, isWanted), isAtHand)
  const faces = begun.placed?.faces ?? []
  const { model, diagnostics } = finish(begun, await exchange(faces), task.context)
  const openings = model?.tenants.map(openingOf) ?? []
  const all = [...openings, ...(await exchange(openings))]
  const emitted = model
    ? emit(task, model, { faces, openings: all })
    : { facts: [], differences: [], staged: [], texts: [] }
  return { done: { diagnostics, ...emitted }, model }
}
