import type { Code } from './codes.ts'
import type { Related } from './diagnostic.ts'
import { listed } from './granted.ts'
import type { Model, Tenant } from './model.ts'
import type { PolicyRule } from './policy.ts'
import { type Obstacle, reach, type Verdict, type Wanted } from './reach.ts'
import { type Asking, only, refuse } from './refuse.ts'
import type { Rule } from './rule.ts'
import { locate } from './yaml.ts'

/** A kind of place of which the policy has patterns, in which `{tenant}` stands for the name. */
export interface Reached {
  readonly code: Code
  readonly field: 'buckets' | 'secrets'
  readonly instead: string
  readonly asked: (tenant: Tenant) => readonly Target[]
  /** Places that no name alone leads to, beside those that the policy spells out. */
  readonly platform: (model: Model) => readonly string[]
}

export interface Target extends Asking, Wanted {
  /** Whether it is the tenant's own among the platform's places. */
  readonly isOwn: boolean
}

/** Each place of that kind is in one that is granted. */
export function reached({ code, field, instead, asked, platform }: Reached): Rule {
  return (model, report) => {
    const known = model.policy.value.flatMap(rule => rule[field] ?? [])
    const judge = reach([...known, ...platform(model)], model.names)
    const judgeOwn = reach(known, model.names)
    for (const tenant of model.tenants) {
      const patterns = listed(tenant.granted, field)
      for (const target of asked(tenant)) {
        const verdict = (target.isOwn ? judgeOwn : judge)(patterns, target)
        if (verdict === 'granted') continue
        const says = (rule: PolicyRule) => rule[field] && only(rule[field])
        const ask = `\`${tenant.name}\` asks for \`${target.text}\`, `
        report(
          refuse(model, tenant, {
            code,
            field,
            message: ask + because(verdict, patterns),
            ...target,
            says,
            notes: notes(verdict, model, field),
            line: `${field}: [${target.text}]`,
            instead
          })
        )
      }
    }
  }
}

function because(verdict: Exclude<Verdict, 'granted'>, patterns: readonly string[]): string {
  if (verdict === 'nothing') return `and is granted ${only(patterns)}`
  if (verdict.kind === 'shared') return `which fits the name of \`${verdict.by}\` as well`
  return `which no name alone grants, since \`${verdict.by}\` is the platform's`
}

function notes(
  verdict: Obstacle | 'nothing',
  { policy }: Model,
  field: 'buckets' | 'secrets'
): Related[] {
  if (verdict === 'nothing' || verdict.kind === 'shared') return []
  return policy.value.flatMap((rule, index) => {
    const at = rule[field]?.indexOf(verdict.by) ?? -1
    const place = at < 0 ? undefined : locate(policy.root, [index, field, at])
    return place ? [{ message: 'spelled out here', at: place }] : []
  })
}
