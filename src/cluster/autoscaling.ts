import type { Static } from 'typebox'
import { choice, either, fields, text } from '../schema/fields.ts'
import { filled } from '../schema/filled.ts'
import { own } from '../values/lookup.ts'
import type { aws } from './aws.ts'
import { type Pool, pool as poolSchema, type pools, poolsOf } from './pools.ts'

const karpenter = fields(
  {
    role: text('role-name', {
      description:
        'Name of the IAM role that nodes run as, with the policies that every EKS node needs.',
      examples: ['kubeflow-production-node']
    }),
    image: text('image-alias', {
      description:
        'The image of the nodes: an alias of Karpenter with a pinned version, so that nodes ' +
        'change their image by a commit and never by themselves.',
      examples: ['al2023@v20260801']
    }),
    discovery: text('line', {
      description:
        'Value of the tag `karpenter.sh/discovery` by which subnets and security groups are ' +
        'found. Without it, the name of the cluster in EKS, which is `aws.eks`.',
      examples: ['kubeflow-production']
    })
  },
  {
    required: ['role', 'image'],
    description:
      'Nodes by Karpenter: Tenantry writes one EC2NodeClass, and a NodePool for each of `pools`. ' +
      'You install Karpenter itself.',
    examples: [{ role: 'kubeflow-production-node', image: 'al2023@v20260801' }]
  }
)

const clusterAutoscaler = fields(
  {
    version: text('line', {
      description:
        'Version of the Helm chart `cluster-autoscaler`. Without it, the version that Tenantry ' +
        'was tried with.',
      examples: ['9.52.1']
    })
  },
  {
    description:
      'Nodes by the Cluster Autoscaler, which Flux or Argo CD installs from its Helm chart. It ' +
      'sizes the Auto Scaling groups that are tagged with the name of this cluster; their ' +
      'instances and taints are set where you make them.',
    examples: [{ version: '9.52.1' }]
  }
)

export const autoscaling = either(
  choice(['karpenter', 'clusterAutoscaler', 'none']),
  fields({ karpenter, clusterAutoscaler }, { exactlyOne: ['karpenter', 'clusterAutoscaler'] }),
  {
    description:
      'What adds nodes when pods need them, and takes empty ones away. A map has Tenantry write ' +
      'the settings. The single word `karpenter` means that you keep the NodePools yourself, the ' +
      'single word `clusterAutoscaler` takes the default version, and with `none` the number of ' +
      'nodes stays as it is.',
    default: 'none',
    examples: [
      'clusterAutoscaler',
      { karpenter: { role: 'kubeflow-production-node', image: 'al2023@v20260801' } }
    ]
  }
)

export interface Autoscaling {
  readonly karpenter: Karpenter | null
  /** Uses the tested version of its chart, unless the file names another. */
  readonly autoscaler: { readonly version: string | null } | null
}

export interface Karpenter {
  readonly role: string
  readonly image: string
  readonly discovery: string
  readonly nodes: readonly Nodes[]
}

/** The properties of a pool's nodes. */
export interface Nodes {
  readonly pool: Pool
  /** Empty for any instance type. */
  readonly instances: readonly string[]
  /** A limit that is `null` does not exist. */
  readonly max: Readonly<Record<'cpu' | 'memory' | 'gpu', string | null>>
}

interface Sections {
  readonly autoscaling?: Static<typeof autoscaling>
  readonly aws: Static<typeof aws>
  readonly pools?: Static<typeof pools>
}

export function autoscalingOf({ autoscaling, aws, pools }: Sections): Autoscaling {
  if (typeof autoscaling !== 'object') {
    const autoscaler = autoscaling === 'clusterAutoscaler' ? { version: null } : null
    return { karpenter: null, autoscaler }
  }
  const { karpenter, clusterAutoscaler: autoscaler } = autoscaling
  return {
    karpenter: karpenter
      ? { discovery: aws.eks, ...karpenter, nodes: poolsOf(pools).map(nodesOf) }
      : null,
    autoscaler: autoscaler ? filled(clusterAutoscaler, autoscaler) : null
  }

  function nodesOf(pool: Pool): Nodes {
    const { instances, max } = filled(poolSchema, own(pools, pool.name))
    const { cpu, memory, gpu } = filled(poolSchema.properties.max, max)
    const limits = { cpu: amountOf(cpu), memory: amountOf(memory), gpu: amountOf(gpu) }
    return { pool, instances: instances ?? [], max: limits }
  }
}

function amountOf(written: string | number | null): string | null {
  return written === null ? null : String(written)
}
