import type { Comparison } from './comparison.ts'
import type { ObjectChange, Plan, PlatformChange, TenantChange } from './plan-data.ts'
import { nameIn, tenantsWith } from './sites.ts'

type Totals = Plan['totals']

export function totalsOf(
  { before, after, changed, wrong }: Comparison,
  changes: readonly TenantChange[],
  platform: readonly PlatformChange[]
): Totals {
  const files = [...changed].filter(path => /^tenants\/(?:[^/]+\/)?[^/]+\.yaml$/.test(path))
  // A file that moves to another folder keeps its tenant.
  const [old, now] = [before, after].map(side => {
    return new Set(files.filter(path => side.read(path) !== undefined).map(nameIn))
  })
  const unread = tenantsWith(wrong)
  const added = [...(now ?? [])].filter(name => !old?.has(name) && !unread.has(name))
  const removed = [...(old ?? [])].filter(name => !now?.has(name) && !unread.has(name))
  const named = new Set(changes.flatMap(({ tenants }) => tenants))
  for (const name of [...added, ...removed]) named.delete(name)
  const tenants = { added: added.length, changed: named.size, removed: removed.length }
  const all = [
    ...changes.map(({ clusters, objects }) => [clusters.join(), objects] as const),
    ...platform.map(({ cluster, objects }) => [cluster, objects] as const)
  ]
  const clusters = [...new Set(all.map(([cluster]) => cluster))].sort()
  return { tenants, clusters: clusters.map(cluster => countsOf(cluster, all)) }
}

function countsOf(
  cluster: string,
  all: readonly (readonly [string, readonly ObjectChange[]])[]
): Totals['clusters'][number] {
  const objects = all.filter(([name]) => name === cluster).flatMap(([, objects]) => objects)
  const count = (wanted: string) => objects.filter(({ change }) => change === wanted).length
  const kept = objects.filter(({ fate }) => {
    return fate === 'kept by protection' || fate === 'orphaned'
  }).length
  const [added, changed, removed] = [count('added'), count('changed'), count('removed')]
  return { cluster, added, changed, removed, kept }
}
