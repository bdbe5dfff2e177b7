import type { Source, Span } from './source.ts'

/** Where an offset stands for a reader: from 1, the column in UTF-16 units as editors count. */
interface Position {
  readonly line: number
  readonly column: number
}

// The lines of a file are looked for once, however many mistakes it holds.
const known = new WeakMap<Source, readonly number[]>()

export function positionOf(source: Source, offset: number): Position {
  const starts = startsOf(source)
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
}

/** The text of a line, without its break. */
export function lineOf(source: Source, line: number): string {
  const starts = startsOf(source)
  return source.text.slice(starts[line - 1], starts[line]).replace(/[\r\n]+$/, '')
}

/** Whether a span means its whole file, so that no line of it shows the mistake. */
export function isWholeFile({ start, end }: Span): boolean {
  return start === 0 && end === 0
}

function startsOf(source: Source): readonly number[] {
  const starts = known.get(source) ?? [
    0,
    ...Array.from(source.text.matchAll(/\r\n?|\n/g), ({ 0: mark, index }) => index + mark.length)
  ]
  known.set(source, starts)
  return starts
}
