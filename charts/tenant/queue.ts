import { add, type Concern } from '../objects/manifest.ts'

/** The name by which Kueue finds a queue for what names none. */
const forAll = 'default'

/** The tenant's way into a ClusterQueue of Kueue. While it is suspended, nothing new gets in. */
export const queue: Concern = (chart, { name, cluster, queue, state }) => {
  if (queue === null) return
  const { clusterQueue, takesAll } = queue
  add(chart, {
    apiVersion: `kueue.x-k8s.io/${cluster.kueue}`,
    kind: 'LocalQueue',
    metadata: { name: takesAll ? forAll : queue.name, namespace: name },
    spec: { clusterQueue, ...(state === 'suspended' && { stopPolicy: 'Hold' }) }
  })
}
