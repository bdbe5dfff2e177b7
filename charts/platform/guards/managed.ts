import type { Cluster } from '../../../src/cluster/cluster.ts'
import { engines } from '../../objects/engines.ts'
import { managed as label } from '../../objects/labels.ts'
import type { Guard } from './guard.ts'

/**
 * Lets only git and certain controllers change what Tenantry made, and keeps others from adding its
 * label.
 */
export function managed(cluster: Cluster): Guard {
  return {
    name: 'managed',
    on: [{ group: '*', resources: ['*'], operations: ['CREATE', 'UPDATE', 'DELETE'] }],
    where: {
      // Admission matches if either the old or the new object has the label.
      objectSelector: { matchLabels: label },
      // The platform team stops and starts the engines by hand, so their namespaces are exempt.
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
