import type { Cluster } from '../../src/cluster/cluster.ts'

/** A kind as manifests name it, and as roles do. */
export interface Kind {
  readonly group: string
  readonly kind: string
  readonly resource: string
}

/**
 * The kinds of the second phase: all that its identity may write, in tenants' namespaces alone. Its
 * role, the checks on what is rendered, and Argo CD's project derive from this table.
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
  { group: 'networking.istio.io', kind: 'Sidecar', resource: 'sidecars' },
  { group: 'networking.istio.io', kind: 'VirtualService', resource: 'virtualservices' },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy', resource: 'networkpolicies' },
  { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding', resource: 'rolebindings' },
  { group: 'security.istio.io', kind: 'AuthorizationPolicy', resource: 'authorizationpolicies' }
]

/** The kinds of the first phase. Of those that lie in namespaces, tenants' own hold only bindings. */
export function wideKinds({ aws }: Cluster): Record<'cluster' | 'namespaced', readonly Kind[]> {
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
  {
    group: 'eks.services.k8s.aws',
    kind: 'PodIdentityAssociation',
    resource: 'podidentityassociations'
  }
]

/** The API group of `apps/v1` is `apps`; that of `v1` has no name. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? '' : apiVersion.slice(0, slash)
}
