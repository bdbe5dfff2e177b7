export interface Pair {
  readonly key: string
  readonly value: string
}

/** What a map of the file says under a name; names such as `constructor` are ordinary. */
export function own<T>(map: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return map && Object.hasOwn(map, name) ? map[name] : undefined
}

/** The names in a map that mean what an earlier name means, each with that name. */
export function twins(
  map: Readonly<Record<string, string>> = {}
): readonly (readonly [name: string, first: string])[] {
  const first = new Map<string, string>()
  return Object.entries(map).flatMap(([name, value]) => {
    const earlier = first.get(value)
    if (earlier === undefined) first.set(value, name)
    return earlier === undefined ? [] : [[name, earlier] as const]
  })
}

/** In the order of their keys. */
export function pairs(map: Readonly<Record<string, string>> = {}): Pair[] {
  return Object.keys(map)
    .sort()
    .map(key => ({ key, value: own(map, key) ?? '' }))
}
