/** All texts in some data, also the names of its fields. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return [...Object.keys(value), ...Object.values(value).flatMap(textsIn)]
}

/** The same data with other texts. With `fixed`, no name of a field changes, nor what such a field has. */
export function mapTexts(
  value: unknown,
  change: (text: string) => string,
  fixed?: ReadonlySet<string>
): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map(inner => mapTexts(inner, change, fixed))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => {
    if (fixed?.has(key)) return [key, inner]
    return [fixed ? key : change(key), mapTexts(inner, change, fixed)]
  })
  return Object.fromEntries(entries)
}
