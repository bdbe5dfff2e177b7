import { collection } from '../../src/diagnostics/collect.ts'
import { type Located, objectsPath } from '../changes/change.ts'
import { forbiddenRemoval } from '../changes/forbidden-removal.ts'
import type { Comparison, Side } from './comparison.ts'
import type { Refusal } from './plan-data.ts'
import { tenantsWith } from './sites.ts'

const none = { objects: 0, services: 0, roles: 0, associations: 0 }

/** The removals that `validate` and `generate` refuse. A tenant whose file has a mistake is not removed. */
export function refusalsIn({ before, after, wrong }: Comparison): Refusal[] {
  if (!after.model) return []
  const { clusters, removals } = after.model
  const broken = tenantsWith(wrong)
  // What was never generated is in no cluster, so that nothing is removed there.
  const isThere = (tenant: Located) => before.read(objectsPath(tenant, 'bootstrap')) !== undefined
  const old = located(before).filter(tenant => !broken.has(tenant.name) && isThere(tenant))
  const clusterNames = (before.model?.clusters ?? []).map(({ name }) => name)
  const now = located(after).map(tenant => ({ ...tenant, ...none, file: '' }))
  const { report, all } = collection()
  const change = {
    before: { tenants: old, clusterNames, files: [], read: before.read },
    after: { clusters, tenants: now, removals, read: after.read }
  }
  forbiddenRemoval(change, report)
  return all().map(({ message, help = '' }) => ({ message, help }))
}

function located({ tenants }: Side): Located[] {
  return tenants.map(({ name, cluster }) => ({ name, cluster: cluster.name }))
}
