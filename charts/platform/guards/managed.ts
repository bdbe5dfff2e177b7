import type { Cluster } from '../../../src/cluster/cluster.ts'
import { engines } from '../../objects/engines.ts'
import { managed as label } from '../../objects/labels.ts'
import type { Guard } from './guard.ts'

/** What Tenantry made is changed by git and by the controllers that must, and nobody claims to be it. */
export function managed(cluster: Cluster): Guard {
  return {
    name: 'managed',
    on: { group: '*', resources: ['*'], operations: ['CREATE', 'UPDATE', 'DELETE'] },
    where: {
      // Either of what it was and what it is to be.
      objectSelector: { matchLabels: label },
      // What makes the engines work is what people stop and start by hand.
      namespaceSelector: {
        matchExpressions: [
          { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: engines(cluster) }
        ]
      }
    },
    variables: [],
    rules: [
      {
        holds: 'variables.git || variables.machinery || variables.profiles',
        message: 'this belongs to Tenantry, and is changed by way of git'
      }
    ]
  }
}
