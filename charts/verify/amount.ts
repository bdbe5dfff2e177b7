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

/** Each resource has at most as much on the left as on the right, where both are there. */
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

/** What a pod asks for, and what it may have. */
export const resources = ordered('requests', 'limits')

/** The profile controller writes any other form anew, and fights over it with every sync. */
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

/** What the API server or the profile controller checks of amounts. */
export const amounts: Readonly<Record<string, Check>> = {
  'kubeflow.org/profile': at('spec/resourceQuotaSpec/hard/*', printed),
  'v1/limitrange': at('spec/limits/*', limit),
  'v1/persistentvolume': at('spec', every([source, at('capacity', isStored)])),
  'v1/persistentvolumeclaim': at('spec/resources/requests', isStored)
}
