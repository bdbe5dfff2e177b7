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
