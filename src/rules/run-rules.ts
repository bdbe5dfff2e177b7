import { collection } from '../diagnostics/collect.ts'
import { type Diagnostic, isError } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/source.ts'
import type { Model } from '../model/model.ts'
import { consistency } from './consistency.ts'
import { policy } from './policy.ts'
import { references } from './references.ts'
import type { Context } from './rule.ts'

/**
 * Adds what the rules find to the earlier diagnostics. A tenant with a mistake is left out of later
 * rules, except that its names are still checked; inherited values are checked only once; and a policy
 * with a mistake refuses nothing. So one mistake does not cause others.
 */
export function check(
  model: Model,
  context: Context,
  before: readonly Diagnostic[]
): readonly Diagnostic[] {
  const { report, all } = collection(before)
  let current = model
  const wrong = new Set(before.map(({ at }) => placeOf(at)))
  const next = new Set(before.filter(isError).map(({ at }) => at.source.path))
  const consider = (diagnostic: Diagnostic) => {
    const place = placeOf(diagnostic.at)
    if (wrong.has(place)) return
    report(diagnostic)
    if (isError(diagnostic)) next.add(place).add(diagnostic.at.source.path)
  }
  for (const phase of [references, consistency, policy]) {
    if (phase === policy && wrong.has(model.policy.root.source.path)) break
    for (const rule of phase) rule(current, consider, context)
    for (const place of next) wrong.add(place)
    current = { ...current, tenants: current.tenants.filter(({ file }) => !wrong.has(file.path)) }
  }
  return all()
}

function placeOf({ source, start, end }: Span): string {
  return `${source.path}:${start}-${end}`
}
