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
  const found = [...before]
  let current = model
  let settled = 0
  const wrong = new Set(found.map(({ at }) => placeOf(at)))
  for (const phase of [references, consistency, policy]) {
    if (phase === policy && wrong.has(model.policy.root.source.path)) break
    for (const rule of phase) {
      rule(
        current,
        diagnostic => wrong.has(placeOf(diagnostic.at)) || found.push(diagnostic),
        context
      )
    }
    for (const { at } of found.slice(settled).filter(isError))
      wrong.add(placeOf(at)).add(at.source.path)
    settled = found.length
    current = { ...current, tenants: current.tenants.filter(({ file }) => !wrong.has(file.path)) }
  }
  return found
}

function placeOf({ source, start, end }: Span): string {
  return `${source.path}:${start}-${end}`
}
