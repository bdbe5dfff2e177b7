import { engines, narrow } from '../objects/engines.ts'
import type { Concern } from '../objects/manifest.ts'
import { bind } from '../objects/role-binding.ts'
import { protection } from './protection.ts'

/**
 * Lets the second phase write its kinds in this namespace; there is no such binding elsewhere. It stays
 * as long as the namespace, because without it nothing else could be pruned.
 */
export const reconciler: Concern = (chart, tenant) => {
  const { name, cluster } = tenant
  const homes = engines(cluster)
  if (homes.length === 0) return
  bind(chart, {
    metadata: { name: narrow, namespace: name, annotations: protection(tenant) },
    role: narrow,
    subjects: homes.map(namespace => ({ account: narrow, namespace }))
  })
}
