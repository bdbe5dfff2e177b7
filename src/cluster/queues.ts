import type { Static } from 'typebox'
import { choice, fields, flag, map, text } from '../schema/fields.ts'
import { filled } from '../schema/filled.ts'
import { own } from '../values/lookup.ts'

export interface Queue {
  readonly name: string
  readonly clusterQueue: string
  /** Whether it also takes workloads that name no queue. */
  readonly takesAll: boolean
}

export const kueue = choice(['v1beta1', 'v1beta2'], {
  description:
    'The version of the API in which LocalQueues are written, if there are `queues`. Kueue has ' +
    '`v1beta2` since its release 0.15; releases before that have only `v1beta1`.',
  default: 'v1beta2',
  examples: ['v1beta1']
})

const queue = fields(
  {
    clusterQueue: text('object', {
      description:
        'The ClusterQueue of Kueue, which you make. Its `namespaceSelector` has to let in the ' +
        'namespaces of tenants. It cannot be changed while a tenant uses the queue.',
      examples: ['ml-training']
    }),
    default: flag({
      description:
        'Whether workloads of a tenant that name no queue wait in this one too. Kueue does that ' +
        'since its release 0.12, for all kinds that its configuration manages: since 0.16, these ' +
        'are by default also Deployments and StatefulSets, and so notebooks and models. Without ' +
        'it, only what carries the label `kueue.x-k8s.io/queue-name` waits.',
      default: false
    })
  },
  { required: ['clusterQueue'], description: 'A queue, by the name that tenants write.' }
)

export const queues = map('label', queue, {
  description:
    'Queues in which workloads of tenants wait until there is room, where Kueue is installed; ' +
    'Tenantry does not install it. A tenant that names one in `queue`, which policy.yaml has to ' +
    'grant, gets a LocalQueue for it, and a guard refuses those that others make in the ' +
    'namespaces of tenants. Without it, tenants have no queues, and there is no such guard.',
  examples: [{ training: { clusterQueue: 'ml-training' } }]
})

/** The queues by name, or `null` where nothing is said about Kueue. */
export function queuesOf(file: Static<typeof queues> | undefined): readonly Queue[] | null {
  if (file === undefined) return null
  return Object.keys(file)
    .sort()
    .flatMap(name => {
      const written = own(file, name)
      if (!written) return []
      const { clusterQueue, default: takesAll } = filled(queue, written)
      return [{ name, clusterQueue, takesAll }]
    })
}
