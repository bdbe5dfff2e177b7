import { namesIn } from '../sites.ts'
import type { RiskRule } from './risk-rule.ts'

/** Whoever may run code in one tenant then reaches the other one. */
export const acrossTenants: RiskRule = {
  level: 'medium',
  find: ({ access, comparison }) => {
    const workloads = access.filter(({ kind }) => kind === 'workload')
    const names = workloads.length > 0 ? namesIn(comparison.after) : new Map()
    return workloads.flatMap(({ who, change, after, at, tenants, clusters }) => {
      const [other = ''] = (who[0] ?? '').split('/')
      const isOther = names.has(other) && !tenants.includes(other)
      if (!isOther || change === 'loses') return []
      const what = after.role ? `get role \`${after.role}\`` : 'may connect to pods there'
      return [
        {
          message: `workloads of tenant \`${other}\` ${what}`,
          help: `whoever may run code in \`${other}\` can do that too, and \`npx tenantry access in ${other}\` names them: both owners should agree`,
          at,
          tenants,
          clusters
        }
      ]
    })
  }
}
