import { compareQuantities, parseQuantity } from '../../src/kubernetes/quantity.ts'
import { own } from '../../src/values/lookup.ts'
import type { Manifest } from '../objects/manifest.ts'

/** A change that the API server would reject on an existing object. */
interface Refused {
  /** The field of the object, such as `spec.csi`. */
  readonly field: string
  /** The field in the tenant's file, of a volume or of the tenant; empty if no field alone decides it. */
  readonly written: string
  readonly why: string
}

type Judge = (before: Fields, after: Fields) => Refused | undefined
type Fields = Readonly<Record<string, unknown>>

/** The first rejected change of an object, if there is one. */
export function refused(before: Manifest, after: Manifest): Refused | undefined {
  for (const judge of own(kinds, after.kind) ?? []) {
    const found = judge(before, after)
    if (found) return found
  }
  return undefined
}

const kinds: Readonly<Record<string, readonly Judge[]>> = {
  PersistentVolume: [
    fixed('spec.csi.volumeHandle', 'share'),
    fixed('spec.csi', 'mode'),
    fixed('spec.volumeMode', 'share')
  ],
  PersistentVolumeClaim: [
    fixed('spec.volumeName', 'share'),
    fixed('spec.storageClassName', 'class'),
    fixed('spec.accessModes', 'mode'),
    size
  ],
  RoleBinding: [fixed('roleRef', '')],
  LocalQueue: [fixed('spec.clusterQueue', 'queue')],
  Deployment: [fixed('spec.selector', '')]
}

function fixed(field: string, written: string): Judge {
  const path = field.split('.')
  return (before, after) => {
    const isSame = JSON.stringify(valueAt(before, path)) === JSON.stringify(valueAt(after, path))
    return isSame ? undefined : { field, written, why: 'which cannot be changed' }
  }
}

/** Kubernetes resizes only claims that a storage class provisioned, and never shrinks one. */
function size(before: Fields, after: Fields): Refused | undefined {
  const field = 'spec.resources.requests.storage'
  const [was, is] = [before, after].map(object => {
    return parseQuantity(String(valueAt(object, field.split('.'))))
  })
  const order = was && is ? compareQuantities(was, is) : 0
  if (order > 0) return { field, written: 'size', why: 'which cannot shrink' }
  const isShare = valueAt(after, ['spec', 'storageClassName']) === ''
  return order < 0 && isShare
    ? { field, written: 'size', why: 'which cannot be changed for a share' }
    : undefined
}

function valueAt(object: Fields, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, field) => (value as Fields | undefined)?.[field], object)
}
