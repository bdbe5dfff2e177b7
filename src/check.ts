import { type Report, severity } from './diagnostic.ts'
import type { Model } from './model.ts'
import type { Context, Rule } from './rule.ts'
import { duplicateMember } from './rules/duplicate-member.ts'
import { unknownTenant } from './rules/unknown-tenant.ts'

/** Names that lead nowhere. */
const references: readonly Rule[] = [unknownTenant]

/** What is wrong though each name leads somewhere. */
const rules: readonly Rule[] = [duplicateMember]

/** What policy.yaml does not grant. */
const policies: readonly Rule[] = []

/**
 * Runs the rules. A tenant with a mistake is left out of what comes after,
 * so that one mistake does not make others.
 */
export function check(model: Model, report: Report, context: Context): void {
  let current = model
  for (const phase of [references, rules, policies]) {
    const wrong = new Set<string>()
    for (const rule of phase) {
      rule(
        current,
        diagnostic => {
          if (severity(diagnostic.code) === 'error') wrong.add(diagnostic.at.source.path)
          report(diagnostic)
        },
        context
      )
    }
    current = { ...current, tenants: current.tenants.filter(({ file }) => !wrong.has(file.path)) }
  }
}
