import type { Static } from 'typebox'
import { own } from '../expand.ts'
import { choice, fields, flag, list, map, quantity, text } from '../fields.ts'
import type { Pool, Toleration } from '../model/pods.ts'

const pool = fields(
  {
    capacity: choice(['spot', 'onDemand'], { default: 'onDemand' }),
    gpu: flag({ default: false }),
    instances: list(text('line'), { description: 'Families (`g`), or types (`g5.xlarge`)' }),
    taint: text('taint', { description: 'Keeps others off', examples: ['dedicated=gpu-spot'] }),
    max: fields({ cpu: quantity(), memory: quantity(), gpu: quantity() })
  },
  { description: 'A kind of nodes' }
)

export const pools = map('label', pool, { description: 'Node pools' })

/** The node pools, by name. */
export function poolsOf(file: Static<typeof pools> = {}): Pool[] {
  return Object.keys(file)
    .sort()
    .map(name => {
      const written = own(file, name)
      return {
        name,
        spot: written?.capacity === 'spot',
        gpu: written?.gpu ?? false,
        taint: written?.taint ? tolerationOf(written.taint) : null
      }
    })
}

/** `dedicated=gpu-spot:NoSchedule` as the toleration that accepts it. */
function tolerationOf(taint: string): Toleration {
  const [keyed = '', effect = 'NoSchedule'] = taint.split(':')
  const [key = '', value] = keyed.split('=')
  return { key, operator: value === undefined ? 'Exists' : 'Equal', value: value ?? '', effect }
}
