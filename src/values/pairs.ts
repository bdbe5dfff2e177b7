import { own } from '../model/directory.ts'
import type { Pair } from '../model/tenant.ts'

/** In the order of their keys. */
export function pairs(map: Readonly<Record<string, string>> = {}): Pair[] {
  return Object.keys(map)
    .sort()
    .map(key => ({ key, value: own(map, key) ?? '' }))
}
