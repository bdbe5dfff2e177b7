export interface Pair {
  readonly key: string
  readonly value: string
}

/** Looks up a name, which may be one that objects inherit, such as `constructor`. */
export function own<T>(map: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return map && Object.hasOwn(map, name) ? map[name] : undefined
}

/** Names in a map that mean the same as an earlier one, each with that one. */
export function sameValues(
  map: Readonly<Record<string, string>> = {}
): readonly (readonly [name: string, first: string])[] {
  const first = new Map<string, string>()
  return Object.entries(map).flatMap(([name, value]) => {
    const earlier = first.get(value)
    if (earlier === undefined) first.set(value, name)
    return earlier === undefined ? [] : [[name, earlier] as const]
  })
}

/** Sorted by key. */
export function pairs(map: Readonly<Record<string, string>> = {}): Pair[] {
  return Object.keys(map)
    .sort()
    .map(key => ({ key, value: own(map, key) ?? '' }))
}
