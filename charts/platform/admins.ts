import type { Cluster } from '../../src/cluster/cluster.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Manifest } from '../objects/manifest.ts'

/** The name of their binding and of their policy. */
export const adminsName = 'tenantry-admins'

/**
 * Grants the platform admins access to everything with one binding in the cluster and one policy in the
 * mesh, so that a new admin changes no tenant. A suspended tenant still keeps them out, because Istio
 * evaluates DENY before ALLOW.
 */
export function admins(cluster: Cluster, people: readonly string[]): Manifest[] {
  if (people.length === 0) return []
  return [grant(people), ...(hasDoor(cluster) ? [door(cluster, people)] : [])]
}

/** In a mesh of somebody else, it would close every namespace that has no policy. */
export function hasDoor({ components }: Cluster): boolean {
  return components.mesh === 'managed'
}

function grant(people: readonly string[]): Manifest {
  const apiGroup = 'rbac.authorization.k8s.io'
  return {
    apiVersion: `${apiGroup}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: adminsName },
    roleRef: { apiGroup, kind: 'ClusterRole', name: 'kubeflow-admin' },
    subjects: people.map(name => ({ apiGroup, kind: 'User', name }))
  }
}

/** A policy without a selector in Istio's root namespace applies to every namespace. */
function door({ release, header, prefix }: Cluster, people: readonly string[]): Manifest {
  const { gateway, pipelinesUi, auth } = releaseOf(release)
  const values = people.map(person => `${prefix}${person}`)
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: adminsName, namespace: auth.gateway.namespace },
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
