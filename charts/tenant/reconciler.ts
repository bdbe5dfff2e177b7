import { engines, narrow } from '../objects/engines.ts'
import type { Concern } from '../objects/manifest.ts'
import { bind } from '../objects/role-binding.ts'
import { protection } from './protection.ts'

/**
 * Lets the second phase's identity write its kinds in this namespace, and so in tenants' alone. It
 * stays as long as the namespace does: without it nothing that was granted there could be taken away.
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
