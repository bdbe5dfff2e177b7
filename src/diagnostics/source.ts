/** A file as it was read. Every place in it is a pair of offsets; lines exist only when drawn. */
export interface Source {
  /** From the root of the repository, with `/`. */
  readonly path: string
  readonly text: string
}

/** A place in a file: from `start` up to, not including, `end`, in UTF-16 units. */
export interface Span {
  readonly source: Source
  readonly start: number
  readonly end: number
}

/** The place before the first character: what a mistake about a whole file points at. */
export function startOf(source: Source): Span {
  return { source, start: 0, end: 0 }
}

/** Where a part of a text stands, unless an escape hides it: then where the text does. */
export function inside({ source, start, end }: Span, found: string): Span {
  const at = source.text.slice(start, end).indexOf(found)
  const from = start + at
  return at < 0 ? { source, start, end } : { source, start: from, end: from + found.length }
}
