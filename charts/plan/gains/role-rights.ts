import type { Access } from '../../../src/cluster/aws.ts'
import type { Cluster } from '../../../src/cluster/cluster.ts'
import { accessPolicyOf } from '../../platform/login.ts'
import type { Held } from './held.ts'

/** What AWS roles may do with kubectl, in all of a cluster or in some namespaces. */
export function roleRights(cluster: Cluster): Held[] {
  return cluster.aws.access.flatMap(entry => {
    const places = entry.namespaces.length > 0 ? entry.namespaces : [null]
    return places.map(namespace => rightOf(cluster, entry, namespace))
  })
}

function rightOf(cluster: Cluster, entry: Access, namespace: string | null): Held {
  const { name, role } = entry
  const kubernetes = { binding: name, role: accessPolicyOf(entry) }
  return {
    who: { kind: 'role', name: role },
    cluster: cluster.name,
    tenant: namespace,
    role: '',
    until: null,
    way: 'kubectl',
    reach: { kubernetes, mesh: [], aws: [] },
    at: cluster.at('aws', 'access', name)
  }
}
