import type { Cluster } from '../../src/cluster/cluster.ts'

/** A kind as manifests and as roles name it. */
export interface Kind {
  readonly group: string
  readonly kind: string
  readonly resource: string
}

/**
 * Every kind that the second phase may write, and only in tenants' namespaces. Its role, the checks on
 * rendered objects and Argo CD's project are derived from this table.
 */
export const kinds: readonly Kind[] = [
  { group: '', kind: 'ConfigMap', resource: 'configmaps' },
  { group: '', kind: 'LimitRange', resource: 'limitranges' },
  { group: '', kind: 'PersistentVolumeClaim', resource: 'persistentvolumeclaims' },
  { group: '', kind: 'Service', resource: 'services' },
  { group: '', kind: 'ServiceAccount', resource: 'serviceaccounts' },
  { group: 'apps', kind: 'Deployment', resource: 'deployments' },
  { group: 'external-secrets.io', kind: 'ExternalSecret', resource: 'externalsecrets' },
  { group: 'external-secrets.io', kind: 'SecretStore', resource: 'secretstores' },
  { group: 'kubeflow.org', kind: 'PodDefault', resource: 'poddefaults' },
  { group: 'kueue.x-k8s.io', kind: 'LocalQueue', resource: 'localqueues' },
  { group: 'networking.istio.io', kind: 'Sidecar', resource: 'sidecars' },
  { group: 'networking.istio.io', kind: 'VirtualService', resource: 'virtualservices' },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy', resource: 'networkpolicies' },
  { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding', resource: 'rolebindings' },
  { group: 'security.istio.io', kind: 'AuthorizationPolicy', resource: 'authorizationpolicies' }
]

interface Makers {
  readonly aws: Pick<Cluster['aws'], 'iam'>
}

/** The kinds of the first phase. Among the namespaced ones, only bindings are in tenants' own namespaces. */
export function wideKinds({ aws }: Makers): Record<'cluster' | 'namespaced', readonly Kind[]> {
  return {
    cluster: [
      { group: '', kind: 'Namespace', resource: 'namespaces' },
      { group: '', kind: 'PersistentVolume', resource: 'persistentvolumes' },
      { group: 'kubeflow.org', kind: 'Profile', resource: 'profiles' }
    ],
    namespaced: [
      { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding', resource: 'rolebindings' },
      ...(aws.iam === 'ack' ? ack : [])
    ]
  }
}

const ack: readonly Kind[] = [
  { group: 'iam.services.k8s.aws', kind: 'Role', resource: 'roles' },
  { group: 'iam.services.k8s.aws', kind: 'User', resource: 'users' },
  {
    group: 'eks.services.k8s.aws',
    kind: 'PodIdentityAssociation',
    resource: 'podidentityassociations'
  }
]

/** `apps/v1` gives `apps`; the core group `v1` gives an empty name. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? '' : apiVersion.slice(0, slash)
}
