import type { Static } from 'typebox'
import { choice, fields, flag, list, map, quantity, text } from '../schema/fields.ts'
import { filled } from '../schema/filled.ts'
import { own } from '../values/lookup.ts'

export interface Toleration {
  readonly key: string
  readonly operator: 'Equal' | 'Exists'
  readonly value: string | null
  /** `null` for any effect. */
  readonly effect: string | null
}

export interface Pool {
  readonly name: string
  readonly spot: boolean
  readonly gpu: boolean
  readonly taint: Toleration | null
}

export const pool = fields(
  {
    capacity: choice(['spot', 'onDemand'], {
      description:
        'How the nodes are paid for. `spot` is cheaper, and AWS may take the nodes back at any ' +
        'time, and people are told so where they pick the pool.',
      default: 'onDemand'
    }),
    gpu: flag({
      description:
        'Whether the nodes have GPUs. Tenants that name the pool then also tolerate the taint ' +
        'that GPU nodes often have, which is called like the resource.',
      default: false
    }),
    instances: list(text('line'), {
      description:
        'Which instances the nodes may be, all named in the same way: by category (`g`), family ' +
        '(`g5`) or type (`g5.xlarge`). Only Karpenter goes by it. Without it, any kind; with ' +
        '`gpu`, any of `g` and `p`.',
      examples: [['g', 'p']]
    }),
    taint: text('taint', {
      description:
        'Keeps all pods off these nodes except those of tenants that name the pool. Without it, ' +
        'any pod may run there. The effect may follow after a `:`; otherwise it is `NoSchedule`.',
      examples: ['dedicated=gpu-spot']
    }),
    max: fields(
      {
        cpu: quantity({
          description: 'The most cores of all nodes together. Without it, any number.',
          examples: [1000]
        }),
        memory: quantity({
          description: 'The most memory of all nodes together. Without it, any amount.',
          examples: ['4000Gi']
        }),
        gpu: quantity({
          description: 'The most GPUs of all nodes together. Without it, any number.',
          examples: [32]
        })
      },
      {
        description:
          'How far the pool may grow. Only Karpenter goes by it. Without it, there is no limit ' +
          'but that of your account.',
        examples: [{ gpu: 32 }]
      }
    )
  },
  { description: 'A kind of nodes, by the name that tenants write.' }
)

export const pools = map('label', pool, {
  description:
    'Kinds of nodes that people may pick when they start a notebook, such as those with GPUs. ' +
    'Pods get to nodes with a `taint` only if their tenant names the pool in `pools`, which ' +
    'policy.yaml has to grant. Nodes carry the label `tenantry.dev/pool`, which you set where ' +
    'Karpenter does not make them. Without any, tenants have only the nodes that are open to all.',
  examples: [{ 'gpu-spot': { capacity: 'spot', gpu: true, taint: 'dedicated=gpu-spot' } }]
})

/** The node pools, by name. */
export function poolsOf(file: Static<typeof pools> = {}): Pool[] {
  return Object.keys(file)
    .sort()
    .map(name => {
      const { capacity, gpu, taint } = filled(pool, own(file, name))
      return { name, spot: capacity === 'spot', gpu, taint: taint ? tolerationOf(taint) : null }
    })
}

/** The toleration for a taint such as `dedicated=gpu-spot:NoSchedule`. */
function tolerationOf(taint: string): Toleration {
  const [keyed = '', effect = 'NoSchedule'] = taint.split(':')
  const [key = '', value = null] = keyed.split('=')
  return { key, operator: value === null ? 'Exists' : 'Equal', value, effect }
}
