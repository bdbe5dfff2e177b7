import { type Report, severity } from './diagnostic.ts'
import type { Model } from './model.ts'
import { policies } from './phases/policies.ts'
import { references } from './phases/references.ts'
import { rules } from './phases/rules.ts'
import type { Context } from './rule.ts'
import type { Span } from './source.ts'

/**
 * Runs the rules. A tenant with a mistake is left out of what comes after, and what many inherit is
 * not judged again, so that one mistake does not make others.
 */
export function check(model: Model, report: Report, context: Context): void {
  let current = model
  const wrong = new Set<string>()
  for (const phase of [references, rules, policies]) {
    const found: Span[] = []
    for (const rule of phase) {
      rule(
        current,
        diagnostic => {
          if (wrong.has(placeOf(diagnostic.at))) return
          if (severity(diagnostic.code) === 'error') found.push(diagnostic.at)
          report(diagnostic)
        },
        context
      )
    }
    for (const at of found) wrong.add(placeOf(at)).add(at.source.path)
    current = { ...current, tenants: current.tenants.filter(({ file }) => !wrong.has(file.path)) }
  }
}

function placeOf({ source, start, end }: Span): string {
  return `${source.path}:${start}-${end}`
}
