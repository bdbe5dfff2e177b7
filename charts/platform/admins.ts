import type { Cluster } from '../../src/cluster/cluster.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import { columns } from '../objects/generated.ts'
import type { Manifest } from '../objects/manifest.ts'

/**
 * Those who are admin everywhere: one grant in the cluster and one in the mesh, so that a new admin
 * changes no tenant. A suspended tenant keeps them out as well: its refusal goes before any grant.
 */
export function admins(cluster: Cluster, people: readonly string[]): Manifest[] {
  return people.length > 0 ? [grant(people), door(cluster, people)] : []
}

/** In the form of the tables of tenants. */
export function adminTable(people: readonly string[]): string {
  return `${[columns, ...people.map(person => `${person},admin,platform,,true`)].join('\n')}\n`
}

function grant(people: readonly string[]): Manifest {
  const apiGroup = 'rbac.authorization.k8s.io'
  return {
    apiVersion: `${apiGroup}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'tenantry-admins' },
    roleRef: { apiGroup, kind: 'ClusterRole', name: 'kubeflow-admin' },
    subjects: people.map(name => ({ apiGroup, kind: 'User', name }))
  }
}

/** In the mesh's own namespace, without a selector, it holds for every namespace. */
function door({ release, header, prefix }: Cluster, people: readonly string[]): Manifest {
  const { gateway, pipelinesUi, auth } = releaseOf(release)
  const values = people.map(person => `${prefix}${person}`)
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'tenantry-admins', namespace: auth.gateway.namespace },
    spec: {
      rules: [
        {
          from: [{ source: { principals: [gateway, pipelinesUi] } }],
          when: [{ key: `request.headers[${header}]`, values }]
        }
      ]
    }
  }
}
