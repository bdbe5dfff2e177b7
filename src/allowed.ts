import type { Code } from './codes.ts'
import { matches } from './glob.ts'
import { type ListField, listed } from './granted.ts'
import type { Tenant } from './model.ts'
import { type Asking, only, refuse } from './refuse.ts'
import type { Rule } from './rule.ts'

export interface Named extends Asking {
  readonly name: string
}

/** A kind of name of which the policy lists the ones that tenants may ask for. */
export interface Allowed {
  readonly code: Code
  /** Before a name: "node pool". */
  readonly noun: string
  readonly field: ListField
  readonly instead: string
  readonly asked: (tenant: Tenant) => readonly Named[]
}

/** Each name of that kind matches a pattern that is granted. */
export function allowed({ code, noun, field, instead, asked }: Allowed): Rule {
  return (model, report) => {
    for (const tenant of model.tenants) {
      const patterns = listed(tenant.granted, field)
      for (const { name, ...place } of asked(tenant)) {
        if (patterns.some(pattern => matches(pattern, name))) continue
        report(
          refuse(model, tenant, {
            code,
            message: `\`${tenant.name}\` asks for ${noun} \`${name}\`, and is granted ${only(patterns)}`,
            ...place,
            says: rule => rule[field] && [field],
            line: `${field}: [${name}]`,
            instead
          })
        )
      }
    }
  }
}

/** The labels or annotations of a tenant that its own file sets. */
export function chosenKeys(tenant: Tenant, field: 'labels' | 'annotations'): Named[] {
  return Object.keys(tenant.written[field] ?? {})
    .map(name => ({ name, at: tenant.at(field, name), value: tenant.at(field, name) }))
    .filter(({ at }) => at.source === tenant.file)
}
