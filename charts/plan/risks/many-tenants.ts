import type { Seen } from '../comparison.ts'
import { thresholdsIn } from '../thresholds.ts'
import type { RiskRule } from './risk-rule.ts'

/** Nobody looks at each of them. */
export const manyTenants: RiskRule = {
  level: 'medium',
  find: seen => {
    const many = thresholdsIn(seen.comparison)?.tenants
    const touched = seen.sites.filter(({ pairs }) => pairs.length > 0)
    const tenants = [...new Set(touched.map(({ tenant }) => tenant))].sort()
    if (many === undefined || tenants.length < many) return []
    return [
      {
        message: `objects of ${tenants.length} tenants change at once`,
        help: 'look whether all of them are meant; one cluster or some tenants first is safer',
        at: { file: causeIn(seen), line: 1 },
        tenants,
        clusters: [...new Set(touched.map(({ cluster }) => cluster))].sort()
      }
    ]
  }
}

/** The platform's file that may have done it, or else the first one. */
function causeIn({ comparison }: Seen): string {
  const paths = [...comparison.changed].sort()
  const written = paths.filter(path => !path.startsWith('generated/'))
  const shared = written.find(path => path.startsWith('platform/'))
  return shared ?? written[0] ?? paths[0] ?? 'generated'
}
