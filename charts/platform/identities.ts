import type { Cluster } from '../../src/cluster/cluster.ts'
import { engines, narrow, wide } from '../objects/engines.ts'
import { type Kind, kinds, wideKinds } from '../objects/kinds.ts'
import type { Manifest } from '../objects/manifest.ts'

/** The namespace of the shards' ConfigMaps. */
export const home = 'tenantry'

const group = 'rbac.authorization.k8s.io'
const write = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch']

/** A rule of an RBAC role. */
interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
  readonly resourceNames?: readonly string[]
}

/** The accounts that each engine uses for tenants, with all their rights. */
export function identities(cluster: Cluster): Manifest[] {
  const homes = engines(cluster)
  if (homes.length === 0) return []
  return [
    ...homes.flatMap(namespace => [account(wide, namespace), account(narrow, namespace)]),
    role('ClusterRole', { name: narrow }, [
      ...rulesOf(kinds, write),
      giving(['kubeflow-admin', 'kubeflow-edit', 'kubeflow-view'])
    ]),
    // An engine that prunes reads objects of deleted namespaces and must get "not found" instead of
    // "forbidden".
    role('ClusterRole', { name: reader }, rulesOf(kinds, ['get'])),
    binding('ClusterRoleBinding', { name: reader }, { role: reader, account: narrow, homes }),
    role('ClusterRole', { name: wide }, bootstrap(cluster)),
    binding('ClusterRoleBinding', { name: wide }, { role: wide, account: wide, homes }),
    ...[narrow, wide].flatMap(name => [
      role('Role', { name, namespace: home }, [
        { apiGroups: [''], resources: ['configmaps'], verbs: write }
      ]),
      binding('RoleBinding', { name, namespace: home }, { role: name, account: name, homes })
    ])
  ]
}

/** The role with which an engine finds that a namespace is gone. */
export const reader = `${narrow}-reader`

/** The rights of the first phase. It can grant only the narrow role. */
function bootstrap(cluster: Cluster): Rule[] {
  const { cluster: wide, namespaced } = wideKinds(cluster)
  return [...rulesOf([...wide, ...namespaced], write), giving([narrow])]
}

function giving(resourceNames: readonly string[]): Rule {
  return { apiGroups: [group], resources: ['clusterroles'], verbs: ['bind'], resourceNames }
}

function rulesOf(list: readonly Kind[], verbs: readonly string[]): Rule[] {
  const groups = [...new Set(list.map(({ group }) => group))].sort()
  return groups.map(each => ({
    apiGroups: [each],
    resources: list.filter(({ group }) => group === each).map(({ resource }) => resource),
    verbs
  }))
}

type RoleName = { readonly name: string; readonly namespace?: string }

function account(name: string, namespace: string): Manifest {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } }
}

function role(kind: 'Role' | 'ClusterRole', metadata: RoleName, rules: readonly Rule[]): Manifest {
  return { apiVersion: `${group}/v1`, kind, metadata, rules }
}

interface Grant {
  readonly role: string
  readonly account: string
  readonly homes: readonly string[]
}

function binding(
  kind: 'RoleBinding' | 'ClusterRoleBinding',
  metadata: RoleName,
  { role, account, homes }: Grant
): Manifest {
  return {
    apiVersion: `${group}/v1`,
    kind,
    metadata,
    roleRef: { apiGroup: group, kind: kind === 'RoleBinding' ? 'Role' : 'ClusterRole', name: role },
    subjects: homes.map(namespace => ({ kind: 'ServiceAccount', name: account, namespace }))
  }
}
