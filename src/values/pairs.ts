import { own } from '../expand.ts'
import type { Pair } from '../model/pods.ts'

/** In the order of their keys. */
export function pairs(map: Readonly<Record<string, string>> = {}): Pair[] {
  return Object.keys(map)
    .sort()
    .map(key => ({ key, value: own(map, key) ?? '' }))
}
