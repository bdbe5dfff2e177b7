import { resourceOf } from '../amounts.ts'
import { type Ceiling, sameAs } from '../ceiling.ts'
import type { Tenant } from '../model.ts'
import { canonical, compareQuantities, parseQuantity, type Quantity } from '../quantity.ts'
import { asking, refuse } from '../refuse.ts'
import type { Rule } from '../rule.ts'

/**
 * A tenant's quota and limits stay within the most that is granted of each resource. What no rule
 * of the whole policy names is for presets and templates to set.
 */
export const forbiddenQuota: Rule = (model, report) => {
  for (const tenant of model.tenants) {
    for (const { path, amount, field, resources } of [...quota(tenant), ...limits(tenant)]) {
      const ceiling = resources.map(resource => tenant.granted.quota.get(resource)).reduce(larger)
      const isOurs = tenant.at(...path).source !== tenant.file
      if (ceiling ? isWithin(amount, ceiling.most) : isOurs) continue
      const names = new Set(resources)
      const most = ceiling?.most ? `${canonical(ceiling.most)} at most` : 'none'
      report(
        refuse(model, tenant, {
          code: 'forbidden-quota',
          message: `\`${tenant.name}\` asks for \`${path.slice(1).join('.')}: ${amount}\`, and is granted ${most}`,
          ...asking(tenant, ...path),
          field: 'quota',
          says: rule =>
            Object.entries(rule.quota ?? {})
              .filter(([name]) => names.has(sameAs(resourceOf(name, tenant.cluster.gpu))))
              .map(([name, most]) => `\`${name}: ${most}\``)[0],
          line: `quota: {${field}: ${amount}}`,
          instead: ceiling?.most ? 'ask for less' : 'take it out'
        })
      )
    }
  }
}

/** An amount that somebody wrote, and the resources of which the most is granted that counts. */
interface Line {
  readonly path: readonly string[]
  readonly amount: string
  readonly field: string
  readonly resources: readonly string[]
}

function quota(tenant: Tenant): Line[] {
  return tenant.quota.map(({ field, resource, amount }) => ({
    path: ['quota', field],
    amount,
    field,
    resources: [sameAs(resource)]
  }))
}

/** One container may not be allowed more than all of them together. */
function limits({ limits, written }: Tenant): Line[] {
  return (['default', 'request', 'max'] as const).flatMap(kind =>
    (['cpu', 'memory'] as const)
      .filter(field => written.limits?.[kind]?.[field] !== undefined)
      .map(field => ({
        path: ['limits', kind, field],
        amount: limits[kind][field],
        field,
        resources: [`requests.${field}`, `limits.${field}`]
      }))
  )
}

function larger(a: Ceiling | undefined, b: Ceiling | undefined): Ceiling | undefined {
  if (!a?.most || !b?.most) return b?.most ? b : (a ?? b)
  return compareQuantities(a.most, b.most) < 0 ? b : a
}

function isWithin(amount: string, most: Quantity | undefined): boolean {
  const asked = parseQuantity(amount)
  if (!asked) throw new Error(`bug: ${amount} is no quantity`)
  return asked.nano <= (most?.nano ?? 0n)
}
