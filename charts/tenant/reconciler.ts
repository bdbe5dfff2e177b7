import type { Cluster } from '../../src/model/model.ts'
import type { Concern } from '../objects/manifest.ts'
import { bind } from '../objects/role-binding.ts'
import { protection } from './protection.ts'

/** The account of the first phase, in each engine's namespace, and its role, which spans the cluster. */
export const wide = 'tenantry-bootstrap'

/** The narrow role of the second phase, and the account that has it, in each engine's namespace. */
export const narrow = 'tenantry-namespace'

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

/** Where Flux and Argo CD live, if the cluster has them. */
export function engines({ gitops }: Cluster): string[] {
  return [...(gitops.flux ? ['flux-system'] : []), ...(gitops.argocd ? ['argocd'] : [])]
}
