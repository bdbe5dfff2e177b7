import type { Span } from './source.ts'

/** Where a part of a text stands, unless an escape hides it: then where the text does. */
export function inside({ source, start, end }: Span, found: string): Span {
  const at = source.text.slice(start, end).indexOf(found)
  const from = start + at
  return at < 0 ? { source, start, end } : { source, start: from, end: from + found.length }
}
