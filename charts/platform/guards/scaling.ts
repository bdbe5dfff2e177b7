import type { Cluster } from '../../../src/cluster/cluster.ts'
import { type Guard, inTenants, unchanged } from './guard.ts'
import { keptNames } from './kept-names.ts'

const target = 'object.spec.scaleTargetRef'

/** Kubernetes scales for whoever makes an autoscaler, so none scales what git made. */
export function scaling(cluster: Cluster): Guard {
  const kept = JSON.stringify(keptNames(cluster).apps.deployments)
  return {
    name: 'scaling',
    on: [
      {
        group: 'autoscaling',
        resources: ['horizontalpodautoscalers'],
        operations: ['CREATE', 'UPDATE']
      }
    ],
    where: inTenants,
    variables: [],
    rules: [
      {
        holds: `${target}.kind != "Deployment" || !(${target}.name in ${kept}) || ${unchanged('spec')}`,
        message: 'how many pods this has is changed by way of git: scale another Deployment'
      }
    ]
  }
}
