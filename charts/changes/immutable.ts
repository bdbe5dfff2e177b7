import { compareQuantities, parseQuantity } from '../../src/kubernetes/quantity.ts'
import type { Manifest } from '../objects/manifest.ts'

/** What the API server would refuse to change in an object that is there. */
interface Refused {
  /** As the object has it, such as `spec.csi`. */
  readonly field: string
  /** Of a volume, as a tenant's file has it. */
  readonly written: string
  readonly why: string
}

type Judge = (before: Fields, after: Fields) => Refused | undefined
type Fields = Readonly<Record<string, unknown>>

/** The first change of an object that is refused, if there is one. */
export function refused(before: Manifest, after: Manifest): Refused | undefined {
  const judges = Object.hasOwn(kinds, after.kind) ? (kinds[after.kind] ?? []) : []
  for (const judge of judges) {
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
  Deployment: [fixed('spec.selector', '')]
}

function fixed(field: string, written: string): Judge {
  const path = field.split('.')
  return (before, after) => {
    const isSame = JSON.stringify(valueAt(before, path)) === JSON.stringify(valueAt(after, path))
    return isSame ? undefined : { field, written, why: 'which never changes' }
  }
}

/** Only a volume that a class made can be resized, and only to more. */
function size(before: Fields, after: Fields): Refused | undefined {
  const field = 'spec.resources.requests.storage'
  const [was, is] = [before, after].map(object => {
    return parseQuantity(String(valueAt(object, field.split('.'))))
  })
  const order = was && is ? compareQuantities(was, is) : 0
  if (order > 0) return { field, written: 'size', why: 'which never shrinks' }
  const isShare = valueAt(after, ['spec', 'storageClassName']) === ''
  return order < 0 && isShare
    ? { field, written: 'size', why: 'which never changes for a share' }
    : undefined
}

function valueAt(object: Fields, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, field) => (value as Fields | undefined)?.[field], object)
}
