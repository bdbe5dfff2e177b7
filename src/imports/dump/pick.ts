/** A value of a Kubernetes object, of which nothing is known. */
export type Fields = Readonly<Record<string, unknown>>

/** The value at a path, if there is one. */
export function pick(value: unknown, ...path: readonly string[]): unknown {
  let inner = value
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) return undefined
    inner = (inner as Fields)[key]
  }
  return inner
}

/** The text at a path, or an empty one; a number is written as text. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = pick(value, ...path)
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}

/** The list at a path, or an empty one. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = pick(value, ...path)
  return Array.isArray(found) ? found : []
}

/** The texts of a list at a path. */
export function textsAt(value: unknown, ...path: readonly string[]): readonly string[] {
  return listAt(value, ...path).filter(item => typeof item === 'string')
}

/** The map at a path, or an empty one. */
export function mapAt(value: unknown, ...path: readonly string[]): Fields {
  const found = pick(value, ...path)
  return typeof found === 'object' && found !== null && !Array.isArray(found)
    ? (found as Fields)
    : {}
}

/** The map of texts at a path, such as labels, sorted by key. */
export function wordsAt(value: unknown, ...path: readonly string[]): ReadonlyMap<string, string> {
  const map = mapAt(value, ...path)
  return new Map(
    Object.keys(map)
      .sort()
      .map(key => [key, textAt(map, key)] as const)
  )
}
