import { add, type Concern } from '../objects/manifest.ts'
import { costLabels } from './cost-labels.ts'

/** The name by which Kueue finds a queue for what names none. */
const forAll = 'default'

/** The tenant's way into a ClusterQueue of Kueue. While it is suspended, nothing new gets in. */
export const queue: Concern = (chart, tenant) => {
  const { name, cluster, queue, state } = tenant
  if (queue === null) return
  const { clusterQueue, takesAll } = queue
  add(chart, {
    apiVersion: `kueue.x-k8s.io/${cluster.kueue}`,
    kind: 'LocalQueue',
    metadata: {
      name: takesAll ? forAll : queue.name,
      namespace: name,
      labels: costLabels(tenant)
    },
    spec: { clusterQueue, ...(state === 'suspended' && { stopPolicy: 'Hold' }) }
  })
}
