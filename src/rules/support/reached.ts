import type { Code } from '../../diagnostics/codes.ts'
import type { Related } from '../../diagnostics/diagnostic.ts'
import { listed } from '../../model/grants.ts'
import type { Mention, Model, Tenant } from '../../model/model.ts'
import { locate } from '../../yaml/parse.ts'
import type { Rule } from '../rule.ts'
import { reach, type Verdict, type Wanted } from './reached-places.ts'
import { type Asking, only, refuse } from './refuse.ts'

/** A kind of place of which the policy has patterns, in which `{tenant}` stands for the name. */
export interface Reached {
  readonly code: Code
  readonly field: 'buckets' | 'secrets'
  readonly instead: string
  readonly asked: (tenant: Tenant) => readonly Target[]
  /** Places that no name alone leads to, beside those that the policy spells out. */
  readonly platform: (model: Model) => readonly Mention[]
}

export interface Target extends Asking, Wanted {
  /** Whether it is the tenant's own among the platform's places. */
  readonly isOwn: boolean
}

/** Each place of that kind is in one that is granted. */
export function reached({ code, field, instead, asked, platform }: Reached): Rule {
  return (model, report) => {
    const known = patternsOf(model, field)
    const kept = [...known, ...platform(model)]
    const judge = reach(kept.map(nameOf), model.names)
    const judgeOwn = reach(known.map(nameOf), model.names)
    for (const tenant of model.tenants) {
      const patterns = listed(tenant.granted, field)
      for (const target of asked(tenant)) {
        const verdict = (target.isOwn ? judgeOwn : judge)(patterns, target)
        if (verdict === 'granted') continue
        const ask = `\`${tenant.name}\` asks for \`${target.text}\`, `
        report(
          refuse(model, tenant, {
            code,
            message: ask + because(verdict, tenant, patterns),
            ...target,
            says: rule => rule[field] && [field],
            notes: notes(verdict, kept),
            line: `${field}: [${target.text}]`,
            instead
          })
        )
      }
    }
  }
}

type Refused = Exclude<Verdict, 'granted'>

function because(verdict: Refused, { name }: Tenant, patterns: readonly string[]): string {
  if (verdict === 'nothing') {
    return `and is granted ${only(patterns.map(pattern => pattern.replaceAll('{tenant}', name)))}`
  }
  const { kind, by } = verdict
  const why = kind === 'kept' ? `the platform names \`${by}\`` : `it fits the name of \`${by}\` too`
  return `which its name alone does not grant: ${why}`
}

function notes(verdict: Refused, kept: readonly Mention[]): Related[] {
  const found =
    verdict === 'nothing' || verdict.kind === 'shared'
      ? undefined
      : kept.find(({ name }) => name === verdict.by)
  return found ? [{ message: 'named here', at: found.at }] : []
}

/** Every pattern of the policy, and where it stands. */
function patternsOf({ policy }: Model, field: Reached['field']): Mention[] {
  return policy.value.flatMap((rule, index) =>
    (rule[field] ?? []).map((name, item) => {
      const at = locate(policy.root, [index, field, item]) ?? policy.root
      return { name, at }
    })
  )
}

function nameOf({ name }: Mention): string {
  return name
}
