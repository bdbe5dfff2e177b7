import { collection } from '../../src/diagnostics/collect.ts'
import { isError } from '../../src/diagnostics/diagnostic.ts'
import { keyOf, type Located, objectsPath } from '../changes/change.ts'
import { first } from '../changes/changes.ts'
import type { Comparison, Side } from './comparison.ts'
import type { Refusal } from './plan-data.ts'
import { tenantsWith } from './sites.ts'

const none = { objects: 0, services: 0, roles: 0, associations: 0 }

/** What `validate` and `generate` refuse of the change. A tenant whose file has a mistake is not removed. */
export function refusalsIn({ before, after, wrong, residents }: Comparison): Refusal[] {
  if (!after.model) return []
  const { clusters, removals } = after.model
  const broken = tenantsWith(wrong)
  // What was never generated is in no cluster, so that nothing is removed there.
  const isThere = (tenant: Located) => before.read(objectsPath(tenant, 'bootstrap')) !== undefined
  const old = located(before).filter(tenant => !broken.has(tenant.name) && isThere(tenant))
  const clusterNames = (before.model?.clusters ?? []).map(({ name }) => name)
  const known = new Map(residents.map(resident => [keyOf(resident), resident]))
  const own = located(after)
  const now = own.map(tenant => known.get(keyOf(tenant)) ?? { ...tenant, ...none, file: '' })
  const keys = new Set(own.map(keyOf))
  const beside = residents.filter(resident => !keys.has(keyOf(resident)))
  const change = {
    before: { tenants: [...old, ...beside], clusterNames, files: [], read: before.read },
    after: { clusters, tenants: [...now, ...beside], removals, read: after.read }
  }
  const { report, all } = collection()
  for (const rule of first) rule(change, report)
  const found = all().filter(isError)
  // It may be the same on several clusters.
  const texts = found.map(
    ({ message, help = '' }) => [`${message} ${help}`, { message, help }] as const
  )
  return [...new Map(texts).values()]
}

function located({ tenants }: Side): Located[] {
  return tenants.map(({ name, cluster }) => ({ name, cluster: cluster.name }))
}
