import type { Comparison } from './comparison.ts'
import type { ObjectChange, Plan, PlatformChange, TenantChange } from './plan-data.ts'
import { namesIn } from './sites.ts'

type Totals = Plan['totals']

export function totalsOf(
  { before, after }: Comparison,
  changes: readonly TenantChange[],
  platform: readonly PlatformChange[]
): Totals {
  const [old, now] = [namesIn(before), namesIn(after)]
  const added = [...now.keys()].filter(name => !old.has(name))
  const removed = [...old.keys()].filter(name => !now.has(name))
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
  return { cluster, added: count('added'), changed: count('changed'), removed: count('removed') }
}
