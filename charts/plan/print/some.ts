/** The first names of a list, and how many more there are. */
export function some(names: readonly string[], most: number): string {
  const shown = names.length > most + 1 ? names.slice(0, most) : names
  const left = names.length - shown.length
  const all = left > 0 ? [...shown, `${left} more`] : shown
  const last = all.at(-1) ?? ''
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} and ${last}`
}
