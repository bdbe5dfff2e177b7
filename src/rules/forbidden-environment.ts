import { matches } from '../glob.ts'
import { listed } from '../granted.ts'
import type { Pool, Tenant, Toleration } from '../model.ts'
import { asking, only, type Request, refuse } from '../refuse.ts'
import type { Rule } from '../rule.ts'

/**
 * An environment names a service account and tolerations only where that is granted, and none of a
 * taint that keeps the tenant off a node pool that is not.
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
    if (serviceAccount === '') return []
    const place = asking(tenant, 'environment', index, 'serviceAccount')
    const message = `\`${tenant.name}\` asks for pods that run as \`${serviceAccount}\`, and may not choose`
    return [{ message, ...place, ...grant('serviceAccount') }]
  })
}

function tolerations(tenant: Tenant, granted: readonly string[]): Part[] {
  return tenant.environments.flatMap(({ tolerations }, index) =>
    tolerations.flatMap((toleration, at): Part[] => {
      const place = asking(tenant, 'environment', index, 'tolerations', at)
      const pool = closedPool(tenant, toleration)
      if (pool) return [{ ...place, ...poolPart(tenant, pool) }]
      if (granted.includes('tolerations')) return []
      const message = `\`${tenant.name}\` asks for a toleration, and is granted none`
      return [{ message, ...place, ...grant('tolerations') }]
    })
  )
}

function grant(what: string): Omit<Part, 'at' | 'value' | 'message'> {
  return {
    field: 'environments',
    says: ({ environments }) => environments && only(environments),
    line: `environments: [${what}]`,
    instead: 'take it out'
  }
}

function poolPart({ name, granted }: Tenant, { name: pool }: Pool): Omit<Part, 'at' | 'value'> {
  const patterns = listed(granted, 'pools')
  return {
    message: `\`${name}\` asks for what opens node pool \`${pool}\`, and is granted ${only(patterns)}`,
    field: 'pools',
    says: ({ pools }) => pools && only(pools),
    line: `pools: [${pool}]`,
    instead: 'take it out'
  }
}

/** A node pool that is not granted and that a toleration would open. */
function closedPool({ cluster, granted }: Tenant, toleration: Toleration): Pool | undefined {
  const patterns = listed(granted, 'pools')
  return cluster.pools.find(
    ({ name, taint }) =>
      taint && tolerates(toleration, taint) && !patterns.some(pattern => matches(pattern, name))
  )
}

/** Kubernetes tolerates any value with `Exists`, and any effect where none is written. */
function tolerates({ key, operator, value, effect }: Toleration, taint: Toleration): boolean {
  const isValue = operator === 'Exists' || value === taint.value
  return key === taint.key && isValue && (effect === '' || effect === taint.effect)
}
