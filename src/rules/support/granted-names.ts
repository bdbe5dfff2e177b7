import type { Code } from '../../diagnostics/codes.ts'
import { type ListField, listed } from '../../model/grants.ts'
import type { Tenant } from '../../model/tenant.ts'
import { matches } from '../../values/glob.ts'
import { locate, type Node, named } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'
import { type Asking, only, refuse } from './refuse.ts'

interface AskedName extends Asking {
  readonly name: string
}

/** The files, for finding names that are keys and so have no value with a place. */
export interface Files {
  /** The tenant's own file. */
  readonly own: Node
  readonly common: Node
  /** The names of all tenants. */
  readonly names: ReadonlySet<string>
}

/** A kind of name that tenants may use only if the policy lists it. */
export interface Allowed {
  readonly code: Code
  /** How messages call it: "node pool". */
  readonly noun: string
  readonly field: ListField
  readonly instead: string
  readonly asked: (tenant: Tenant, files: Files) => readonly AskedName[]
}

/** Each name of the kind must match a granted pattern. */
export function allowed({ code, noun, field, instead, asked }: Allowed): Rule {
  return (model, report) => {
    const roots = new Map<string, Node>(model.documents.map(({ name, root }) => [name, root]))
    const common = model.common.root
    for (const tenant of model.tenants) {
      const own = roots.get(tenant.name)
      if (!own) throw new Error(`bug: ${tenant.name} has no file`)
      const patterns = listed(tenant.granted, field)
      for (const { name, ...place } of asked(tenant, { own, common, names: model.names })) {
        if (patterns.some(pattern => matches(pattern, name))) continue
        report(
          refuse(model, tenant, {
            code,
            message: `\`${tenant.name}\` asks for ${noun} \`${name}\`, but is granted ${only(patterns)}`,
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

/** The labels or annotations set in the tenant's own file. */
export function chosenKeys(
  { cluster }: Tenant,
  own: Node,
  field: 'labels' | 'annotations'
): AskedName[] {
  const maps = [locate(own, [field]), locate(own, ['clusters', cluster.name, field])]
  return maps.flatMap(named).map(({ name, at }) => ({ name, at, value: at }))
}
