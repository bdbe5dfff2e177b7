import { canonical, compareQuantities, parseQuantity } from '../../kubernetes/quantity.ts'
import { type Ceiling, sameAs } from '../../model/ceiling.ts'
import type { Tenant } from '../../model/model.ts'
import { type Asking, asking } from '../support/refuse.ts'

/** An amount that is more than what is granted. */
export interface Excess extends Asking {
  /** Where it stands: `cpu` in a quota, `limits.max.cpu`. */
  readonly label: string
  readonly amount: string
  readonly most: string
  /** What a rule would call it. */
  readonly field: string
  /** All of which count, each by its one name. */
  readonly resources: readonly string[]
}

/** What a tenant's quota and limits ask for beyond what is granted. */
export function excess(tenant: Tenant): Excess[] {
  return [...quota(tenant), ...limits(tenant)].flatMap(line => {
    const { path, amount, resources } = line
    const ceiling = resources.map(name => tenant.granted.quota.get(name)).reduce(larger)
    const isPlatforms = tenant.at(...path).source !== tenant.file
    if (ceiling ? isWithin(amount, ceiling) : isPlatforms) return []
    const most = ceiling?.most ? canonical(ceiling.most) : '0'
    return [{ ...line, most, ...asking(tenant, ...path) }]
  })
}

type Line = Omit<Excess, 'most' | keyof Asking> & { readonly path: readonly string[] }

function quota(tenant: Tenant): Line[] {
  return tenant.quota.map(({ field, resource, amount }) => {
    return { path: ['quota', field], label: field, amount, field, resources: [sameAs(resource)] }
  })
}

/** One container may not be allowed more than all of them together. */
function limits({ limits, written }: Tenant): Line[] {
  return (['default', 'request', 'max'] as const).flatMap(kind =>
    (['cpu', 'memory'] as const)
      .filter(field => written.limits?.[kind]?.[field] !== undefined)
      .map(field => {
        const path = ['limits', kind, field]
        const resources = [`requests.${field}`, `limits.${field}`]
        return { path, label: path.join('.'), amount: limits[kind][field], field, resources }
      })
  )
}

function larger(a: Ceiling | undefined, b: Ceiling | undefined): Ceiling | undefined {
  if (!a?.most || !b?.most) return b?.most ? b : (a ?? b)
  return compareQuantities(a.most, b.most) < 0 ? b : a
}

function isWithin(amount: string, { most }: Ceiling): boolean {
  const asked = parseQuantity(amount)
  if (!asked) throw new Error(`bug: ${amount} is no quantity`)
  return asked.nano <= (most?.nano ?? 0n)
}
