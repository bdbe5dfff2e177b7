import { canonical, compareQuantities, parseQuantity } from '../../kubernetes/quantity.ts'
import { type Ceiling, sameAs } from '../../model/grants.ts'
import { resourceOf } from '../../model/quota.ts'
import type { Tenant } from '../../model/tenant.ts'
import { andList } from '../../text/prose.ts'
import { groupBy } from '../../values/group.ts'
import type { Rule } from '../rule.ts'
import { type Asking, asking, type Request, refuse } from '../support/refuse.ts'

/**
 * Quota and limits must not exceed what is granted of each resource. If no rule mentions a resource,
 * only presets and templates may set it.
 */
export const forbiddenQuota: Rule = (model, report) => {
  for (const tenant of model.tenants) {
    for (const lines of byPlace(excess(tenant))) {
      report(refuse(model, tenant, { code: 'forbidden-quota', ...request(tenant, lines) }))
    }
  }
}

type Lines = readonly [Excess, ...Excess[]]

/** A preset is reported once, however many of its lines exceed a limit. */
function byPlace(lines: readonly Excess[]): Lines[] {
  return [...groupBy(lines, ({ at }) => at).values()]
}

function request({ name, cluster }: Tenant, lines: Lines): Omit<Request, 'code'> {
  const [{ at, value }] = lines
  const asked = andList(lines.map(({ label, amount }) => `${label}: ${amount}`))
  const granted = andList(lines.map(({ label, most }) => `${label}: ${most}`))
  const isNone = lines.every(({ most }) => most === '0')
  const needed = [...groupBy(lines, ({ field }) => field)].map(([field, same]) => {
    return `${field}: ${same.map(({ amount }) => amount).reduce(most)}`
  })
  const resources = new Set(lines.flatMap(line => line.resources))
  return {
    message: `\`${name}\` asks for ${asked}, but is granted ${isNone ? 'none' : `at most ${granted}`}`,
    at,
    value,
    says: ({ quota = {} }) => {
      const fields = Object.keys(quota)
      const field = fields.find(field => resources.has(sameAs(resourceOf(field, cluster.gpu))))
      return field === undefined ? undefined : ['quota', field]
    },
    line: `quota: {${needed.join(', ')}}`,
    instead: isNone ? 'remove it' : `write ${granted} or less`
  }
}

/** A quantity that exceeds what is granted. */
interface Excess extends Asking {
  /** As the author writes it: `cpu` in a quota, or `limits.max.cpu`. */
  readonly label: string
  readonly amount: string
  readonly most: string
  /** The name of the field in a rule. */
  readonly field: string
  /** Every resource that the field counts, by canonical name. */
  readonly resources: readonly string[]
}

/** Everything in a tenant's quota and limits that exceeds what is granted. */
function excess(tenant: Tenant): Excess[] {
  return [...quota(tenant), ...limits(tenant)].flatMap(line => {
    const { path, amount, resources } = line
    const ceiling = resources.map(name => tenant.granted.quota.get(name)).reduce(larger)
    const isPlatforms = tenant.at(...path).source !== tenant.file
    if (ceiling ? isWithin(amount, ceiling) : isPlatforms) return []
    const most = ceiling ? canonical(ceiling.most) : '0'
    return [{ ...line, most, ...asking(tenant, ...path) }]
  })
}

type Line = Omit<Excess, 'most' | keyof Asking> & { readonly path: readonly string[] }

function quota(tenant: Tenant): Line[] {
  return tenant.quota.map(({ field, resource, amount }) => {
    return { path: ['quota', field], label: field, amount, field, resources: [sameAs(resource)] }
  })
}

/** A single container must not get more than all of them together. */
function limits({ limits, written }: Tenant): Line[] {
  return (['default', 'request', 'max'] as const).flatMap(kind =>
    (['cpu', 'memory'] as const).flatMap(field => {
      const amount = limits[kind][field]
      if (amount === null || written.limits?.[kind]?.[field] === undefined) return []
      const path = ['limits', kind, field]
      const resources = [`requests.${field}`, `limits.${field}`]
      return [{ path, label: path.join('.'), amount, field, resources }]
    })
  )
}

function most(a: string, b: string): string {
  const [one, other] = [parseQuantity(a), parseQuantity(b)]
  return one && other && compareQuantities(one, other) < 0 ? b : a
}

function larger(a: Ceiling | undefined, b: Ceiling | undefined): Ceiling | undefined {
  if (!a || !b) return a ?? b
  return compareQuantities(a.most, b.most) < 0 ? b : a
}

function isWithin(amount: string, { most }: Ceiling): boolean {
  const asked = parseQuantity(amount)
  if (!asked) throw new Error(`bug: ${amount} is not a quantity`)
  return asked.nano <= most.nano
}
