import type { Cluster } from '../src/model.ts'
import { add, type Concern } from './concern.ts'

/** The narrow role of the second phase, and the account that has it, in each engine's namespace. */
export const narrow = 'tenantry-namespace'

/** Lets the second phase's identity write its kinds in this namespace, and so in tenants' alone. */
export const reconciler: Concern = (chart, { name, cluster }) => {
  const homes = engines(cluster)
  if (homes.length === 0) return
  add(chart, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: narrow, namespace: name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: narrow },
    subjects: homes.map(namespace => ({ kind: 'ServiceAccount', name: narrow, namespace }))
  })
}

/** Where Flux and Argo CD live, if the cluster has them. */
export function engines({ gitops }: Cluster): string[] {
  return [...(gitops.flux ? ['flux-system'] : []), ...(gitops.argocd ? ['argocd'] : [])]
}
