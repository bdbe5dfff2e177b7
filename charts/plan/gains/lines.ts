import { hasStep, type Step, stepsTo } from '../../access/membership.ts'
import type { Comparison } from '../comparison.ts'
import { lineAt } from '../line-at.ts'
import type { Place } from '../plan-data.ts'
import type { Held } from './held.ts'

/** The lines by which somebody has a right on one side, and not on the other, whose rights are given. */
export type LinesOf = (
  right: Held,
  side: 'before' | 'after',
  others: readonly Held[]
) => readonly [Place, ...Place[]]

/** Where a group or a team was let in on both sides, what differs is who belongs to it. */
export function linesIn(comparison: Comparison): LinesOf {
  const entries = newEntries(comparison)
  return (right, side, others) => {
    const isLetIn = others.some(({ way, role }) => way === right.way && role === right.role)
    const found = isLetIn ? entries(right, side) : []
    const [first, ...rest] = [...found.map(({ item }) => lineAt(item)), lineAt(right.at)]
    return first ? [first, ...rest] : [lineAt(right.at)]
  }
}

/** The way of somebody into a group, from the inside, beginning with what is new; nothing if nothing is. */
function newEntries(comparison: Comparison) {
  const known = new Map<string, readonly Step[]>()
  return (right: Held, side: 'before' | 'after'): readonly Step[] => {
    const key = `${side} ${right.way} ${right.who.name}`
    const found = known.get(key) ?? newFirst(right, comparison, side)
    known.set(key, found)
    return found
  }
}

function newFirst(right: Held, comparison: Comparison, side: 'before' | 'after'): readonly Step[] {
  const own = comparison[side].model
  const other = comparison[side === 'before' ? 'after' : 'before'].model
  if (!own || !other) return []
  const steps = stepsTo(own, right).toReversed()
  const isNew = (step: Step) => !hasStep(other, step)
  return steps.some(isNew) ? [...steps.filter(isNew), ...steps.filter(step => !isNew(step))] : []
}
