import type { Pool, Toleration } from '../../cluster/pools.ts'
import type { PolicyRule } from '../../documents/policy.ts'
import { listed } from '../../model/grants.ts'
import type { Tenant } from '../../model/tenant.ts'
import { matches } from '../../values/glob.ts'
import type { Rule } from '../rule.ts'
import { asking, type Request, refuse } from '../support/refuse.ts'

/**
 * Service accounts and tolerations of an environment must be granted, and none may open a node pool
 * that is not.
 */
export const forbiddenEnvironment: Rule = (model, report) => {
  for (const tenant of model.tenants) {
    const granted = listed(tenant.granted, 'environments')
    for (const request of [...accounts(tenant, granted), ...tolerations(tenant, granted)]) {
      report(refuse(model, tenant, { code: 'forbidden-environment', ...request }))
    }
  }
}

type Part = Omit<Request, 'code'>

function accounts(tenant: Tenant, granted: readonly string[]): Part[] {
  if (granted.includes('serviceAccount')) return []
  return tenant.environments.flatMap(({ serviceAccount }, index) => {
    if (serviceAccount === null) return []
    const place = asking(tenant, 'environment', index, 'serviceAccount')
    const choice = `\`${tenant.name}\` runs pods as service account \`${serviceAccount}\``
    return [{ message: `${choice}, but may not choose one`, ...place, ...grant('serviceAccount') }]
  })
}

function tolerations(tenant: Tenant, granted: readonly string[]): Part[] {
  const ask = `\`${tenant.name}\` asks for a toleration`
  return tenant.environments.flatMap(({ tolerations }, index) =>
    tolerations.flatMap((toleration, at): Part[] => {
      const place = asking(tenant, 'environment', index, 'tolerations', at)
      const pool = closedPool(tenant, toleration)
      if (pool) {
        const message = `${ask} that opens node pool \`${pool.name}\`, which it may not use`
        return [{ message, ...place, ...grant(pool.name, 'pools') }]
      }
      if (granted.includes('tolerations')) return []
      return [{ message: `${ask}, but is granted none`, ...place, ...grant('tolerations') }]
    })
  )
}

function grant(name: string, field: 'environments' | 'pools' = 'environments') {
  return {
    says: (rule: PolicyRule) => rule[field] && [field],
    line: `${field}: [${name}]`,
    instead: 'remove it'
  }
}

/** A node pool that is not granted but that the toleration would open. */
function closedPool({ cluster, granted }: Tenant, toleration: Toleration): Pool | undefined {
  const patterns = listed(granted, 'pools')
  return cluster.pools.find(
    ({ name, taint }) =>
      taint && tolerates(toleration, taint) && !patterns.some(pattern => matches(pattern, name))
  )
}

/** In Kubernetes, `Exists` tolerates any value, and a missing effect means any effect. */
function tolerates({ key, operator, value, effect }: Toleration, taint: Toleration): boolean {
  const isValue = operator === 'Exists' || value === taint.value
  return key === taint.key && isValue && (effect === null || effect === taint.effect)
}
