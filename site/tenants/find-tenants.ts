import type { TenantRow } from './tenant-row.ts'

/** The rows with what is searched in them. */
interface Catalogue {
  readonly rows: readonly TenantRow[]
  readonly texts: readonly string[]
}

export function catalogueOf(rows: readonly TenantRow[]): Catalogue {
  return { rows, texts: rows.map(textOf) }
}

function textOf({ name, owner, team, description, clusters, state }: TenantRow): string {
  return [name, owner, team, state, ...clusters, description].join('\n').toLowerCase()
}

/** The rows that have every word somewhere; first those whose name begins with the first word. */
export function find({ rows, texts }: Catalogue, words: readonly string[]): readonly TenantRow[] {
  const [first] = words
  if (first === undefined) return rows
  const found = [...rows.keys()].filter(at => words.every(word => texts[at]?.includes(word)))
  // A text begins with the name.
  const begins = (at: number) => texts[at]?.startsWith(first) === true
  const inOrder = [...found.filter(begins), ...found.filter(at => !begins(at))]
  return inOrder.flatMap(at => rows[at] ?? [])
}
