import type { ClusterFile } from '../cluster.ts'
import { own } from '../expand.ts'
import { choice, either, fields, text } from '../fields.ts'
import type { Pool } from '../model/pods.ts'
import { poolsOf } from './pools.ts'

const karpenter = fields(
  {
    role: text('line', { description: "The nodes' role" }),
    image: text('image-alias', {
      description: 'An alias, pinned',
      examples: ['al2023@v20260801']
    }),
    discovery: text('line', {
      description: 'The tag of subnets and groups; the EKS name if left out'
    })
  },
  { required: ['role', 'image'] }
)

export const autoscaling = either(
  choice(['karpenter', 'clusterAutoscaler', 'none']),
  fields(
    { karpenter, clusterAutoscaler: fields({ version: text('line') }) },
    { exactlyOne: ['karpenter', 'clusterAutoscaler'] }
  ),
  {
    description:
      'Who makes nodes; `karpenter` alone leaves it to others to tell Karpenter of the pools',
    default: 'none'
  }
)

export interface Autoscaling {
  readonly karpenter: Karpenter | null
  /** Of its chart; the empty string for the version that was tried. */
  readonly autoscaler: { readonly version: string } | null
}

export interface Karpenter {
  readonly role: string
  readonly image: string
  readonly discovery: string
  readonly nodes: readonly Nodes[]
}

/** What a pool's nodes are. */
export interface Nodes {
  readonly pool: Pool
  /** Any at all if there are none. */
  readonly instances: readonly string[]
  /** The empty string for no limit. */
  readonly max: Readonly<Record<'cpu' | 'memory' | 'gpu', string>>
}

export function autoscalingOf({ autoscaling, aws, pools }: ClusterFile): Autoscaling {
  if (typeof autoscaling !== 'object') {
    const autoscaler = autoscaling === 'clusterAutoscaler' ? { version: '' } : null
    return { karpenter: null, autoscaler }
  }
  const { karpenter, clusterAutoscaler } = autoscaling
  return {
    karpenter: karpenter
      ? { discovery: aws.eks, ...karpenter, nodes: poolsOf(pools).map(nodesOf) }
      : null,
    autoscaler: clusterAutoscaler ? { version: clusterAutoscaler.version ?? '' } : null
  }

  function nodesOf(pool: Pool): Nodes {
    const { instances = [], max = {} } = own(pools, pool.name) ?? {}
    const { cpu = '', memory = '', gpu = '' } = max
    return { pool, instances, max: { cpu: String(cpu), memory: String(memory), gpu: String(gpu) } }
  }
}
