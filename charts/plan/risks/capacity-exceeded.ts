import {
  addQuantities,
  canonical,
  parseQuantity,
  type Quantity
} from '../../../src/kubernetes/quantity.ts'
import type { Tenant } from '../../../src/model/tenant.ts'
import { groupBy } from '../../../src/values/group.ts'
import type { Seen, Site } from '../comparison.ts'
import { lineAt } from '../line-at.ts'
import { watchedChanges } from '../watched-changes.ts'
import type { RiskRule } from './risk-rule.ts'

/** Quotas that come to more than there is let some wait for others. */
export const capacityExceeded: RiskRule = {
  level: 'medium',
  find: seen => [...exceeded(seen), ...watchedChanges(seen.comparison, 'capacity-exceeded')]
}

function exceeded({ comparison, sites }: Seen) {
  const clusters = groupBy(comparison.everyone, ({ cluster }) => cluster.name)
  return [...clusters].flatMap(([name, tenants]) => {
    const { cluster } = tenants[0]
    return Object.entries(cluster.file.capacity ?? {}).flatMap(([field, most]) => {
      const [capacity, sum] = [parseQuantity(most), sumOf(tenants, field)]
      const raised = sites.filter(site => site.cluster === name && isRaised(site, field))
      if (!capacity || sum.nano <= capacity.nano || raised.length === 0) return []
      return [
        {
          message: `all quotas of \`${field}\` on cluster \`${name}\` come to ${canonical(sum)}, and the capacity is ${most}`,
          help: 'ask whether the cluster grows; otherwise some will wait for others',
          at: lineAt(cluster.at('capacity', field)),
          tenants: raised.map(({ tenant }) => tenant),
          clusters: [name]
        }
      ]
    })
  })
}

const nothing: Quantity = { nano: 0n, family: 'decimal' }

function sumOf(tenants: readonly Pick<Tenant, 'quota'>[], field: string): Quantity {
  return tenants.map(tenant => amountOf(tenant, field)).reduce(addQuantities, nothing)
}

function isRaised({ was, is }: Site, field: string): boolean {
  return amountOf(is, field).nano > amountOf(was, field).nano
}

function amountOf(tenant: Pick<Tenant, 'quota'> | undefined, field: string): Quantity {
  const amount = tenant?.quota.find(other => other.field === field)?.amount
  return (amount === undefined ? undefined : parseQuantity(amount)) ?? nothing
}
