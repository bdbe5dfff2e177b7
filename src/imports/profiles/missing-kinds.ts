import { either } from '../../text/prose.ts'
import type { LiveObject } from '../dump/read-dump.ts'
import type { Note } from './found.ts'

/** Kinds without which a dump can be whole, but seldom is. */
const usual = [
  'Profile',
  'ResourceQuota',
  'LimitRange',
  'ServiceAccount',
  'PodDefault',
  'NetworkPolicy'
]

/** A kind that nobody exported looks like one that nobody has. */
export function missingKinds(objects: readonly LiveObject[]): readonly Note[] {
  const missing = usual.filter(kind => !objects.some(object => object.kind === kind))
  if (missing.length === 0) return []
  const text = `there is no ${either(missing)} in the dump, so no file says anything of that`
  const todo =
    'if the cluster has some, export again with them, delete the new files, and import again'
  return [{ tenant: '', effect: 'lost', text, todo }]
}
