import { difference, objectsOf, type Thing } from './compare-objects.ts'
import { inTurns } from './median.ts'
import type { Goal } from './row.ts'
import type { Cost } from './run.ts'
import { type Bench, cold, count } from './trees.ts'
import { type Varying, varying } from './varying-values.ts'

/** Measures a rival and Tenantry in turns on the small repository. */
export async function against(
  bench: Bench,
  runs: number,
  rival: () => Promise<Cost>
): Promise<[rival: Cost, ours: Cost]> {
  const root = await bench.small()
  return inTurns(runs, rival, () => cold(root))
}

export function atLeast(value: number): Goal {
  return { is: 'at least', value }
}

/** What a template-based rival needs to know. */
interface Shape {
  /** One list per tenant. */
  readonly objects: readonly (readonly Thing[])[]
  readonly all: readonly Varying[]
  /** The indices of a few tenants, spread over all. */
  readonly sample: readonly number[]
}

export async function shape({ size, small }: Bench): Promise<Shape> {
  const objects = [...objectsOf(await small()).values()]
  const step = size.small / size.sample
  const sample = Array.from({ length: size.sample }, (_, at) => Math.floor(at * step))
  return { objects, all: varying(objects), sample }
}

/** Compares what a rival made with our objects instead of trusting it. */
export function expectEqual(bench: Bench, who: string, made: readonly (readonly Thing[])[]): void {
  const [ours = [], theirs = []] = made
  const found = difference(ours, theirs)
  if (!found) {
    bench.note(`${who}: ${count(ours.length)} objects, equal to ours`)
    return
  }
  const { missing, other, first } = found
  bench.fail(
    `${who}: not what we make: ${missing} of ${ours.length} objects are missing, ${other} are others, the first is ${first}`
  )
}

/** Measures a sample of tenants one by one and scales the cost up to all of them. */
export async function scaled(
  { size }: Bench,
  works: readonly (() => Promise<Cost>)[]
): Promise<Cost> {
  const costs: Cost[] = []
  for (const work of works) costs.push(await work())
  const sum = (field: keyof Cost) => costs.reduce((all, cost) => all + cost[field], 0)
  const factor = size.small / works.length
  return { wall: sum('wall') * factor, cpu: sum('cpu') * factor, memory: 0 }
}
