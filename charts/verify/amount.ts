import {
  canonical,
  compareQuantities,
  parseQuantity,
  type Quantity
} from '../../src/kubernetes/quantity.ts'
import { ask, at, type Check, every } from './fault.ts'
import { fields, remember } from './value.ts'

const quantity = remember((value: unknown): Quantity | undefined => {
  return typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : undefined
})

/** Checks that no resource in the first map exceeds the same resource in the second. */
function ordered(small: string, large: string): Check {
  return ask(`must have ${small} within ${large}`, value => {
    const [left, right] = [fields(fields(value)[small]), fields(fields(value)[large])]
    return Object.keys(left).every(name => {
      const [a, b] = [quantity(left[name]), quantity(right[name])]
      return !a || !b || compareQuantities(a, b) <= 0
    })
  })
}

const limit = every([
  ordered('min', 'max'),
  ordered('min', 'defaultRequest'),
  ordered('min', 'default'),
  ordered('defaultRequest', 'default'),
  ordered('defaultRequest', 'max'),
  ordered('default', 'max')
])

/** Requests must not exceed limits. */
export const resources = ordered('requests', 'limits')

/** The profile controller rewrites every other form, and would fight the engine on each sync. */
const printed = ask('must be in the canonical form', value => {
  const parsed = quantity(value)
  return typeof value === 'string' && parsed !== undefined && canonical(parsed) === value
})

const isStored = ask('must ask for storage', value => 'storage' in fields(value))

const notSources = [
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode'
]

const source = ask('must have one source', value => {
  return Object.keys(fields(value)).filter(name => !notSources.includes(name)).length === 1
})

/** What the API server and the profile controller check in quantities. */
export const amounts: Readonly<Record<string, Check>> = {
  'kubeflow.org/profile': at('spec/resourceQuotaSpec/hard/*', printed),
  'v1/limitrange': at('spec/limits/*', limit),
  'v1/persistentvolume': at('spec', every([source, at('capacity', isStored)])),
  'v1/persistentvolumeclaim': at('spec/resources/requests', isStored)
}
