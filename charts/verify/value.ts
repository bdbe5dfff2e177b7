/** A JSON object. */
export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Empty if the value is not a list. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Empty if the value is not an object. */
export function fields(value: unknown): Fields {
  return isFields(value) ? value : {}
}

export function areUnique(values: readonly unknown[]): boolean {
  return (
    values.length < 2 || new Set(values.map(value => JSON.stringify(value))).size === values.length
  )
}

/** Caches results, because thousands of tenants use the same few values. */
export function remember<T>(find: (value: unknown) => T): (value: unknown) => T {
  const known = new Map<unknown, T>()
  return value => {
    const found = known.has(value) ? (known.get(value) as T) : find(value)
    known.set(value, found)
    return found
  }
}
