/** A file as it was read. Places in it are offsets; lines are only computed for display. */
export interface Source {
  /** Relative to the root of the repository, with `/`. */
  readonly path: string
  readonly text: string
}

/** A range in a file, from `start` up to but not including `end`, in UTF-16 units. */
export interface Span {
  readonly source: Source
  readonly start: number
  readonly end: number
}

/** The empty span at the start of a file, used for mistakes about the whole file. */
export function startOf(source: Source): Span {
  return { source, start: 0, end: 0 }
}

/** Finds part of a text; if an escape hides it, returns the span of the whole text. */
export function inside({ source, start, end }: Span, found: string): Span {
  const at = source.text.slice(start, end).indexOf(found)
  const from = start + at
  return at < 0 ? { source, start, end } : { source, start: from, end: from + found.length }
}
