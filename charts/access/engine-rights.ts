import type { Cluster } from '../../src/cluster/cluster.ts'
import { engines, narrow, wide } from '../objects/engines.ts'
import { reader } from '../platform/identities.ts'
import type { Right } from './right.ts'

/** What the engines may do in every namespace of a cluster. */
export function engineRights(cluster: Cluster): Right[] {
  const bound = [
    { account: wide, role: wide },
    { account: narrow, role: reader }
  ]
  return engines(cluster).flatMap(namespace =>
    bound.map(({ account, role }) => ({
      who: { kind: 'workload', name: `${namespace}/${account}` },
      cluster: cluster.name,
      tenant: null,
      role: '',
      notebooks: false,
      until: null,
      way: 'engine',
      reach: { kubernetes: { binding: role, role }, mesh: [], aws: [] },
      at: cluster.at('gitops')
    }))
  )
}
