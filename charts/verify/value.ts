/** An object of JSON. */
export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Nothing where there is no list. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Nothing where there are no fields. */
export function fields(value: unknown): Fields {
  return isFields(value) ? value : {}
}

export function areUnique(values: readonly unknown[]): boolean {
  return (
    values.length < 2 || new Set(values.map(value => JSON.stringify(value))).size === values.length
  )
}

/** Thousands of tenants write the same few values. */
export function remember<T>(find: (value: unknown) => T): (value: unknown) => T {
  const known = new Map<unknown, T>()
  return value => {
    const found = known.has(value) ? (known.get(value) as T) : find(value)
    known.set(value, found)
    return found
  }
}
