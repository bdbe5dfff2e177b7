import type { Source, Span } from './source.ts'

/** Line and column, counted from 1; columns are UTF-16 units as in editors. */
interface Position {
  readonly line: number
  readonly column: number
}

// Each file's lines are found once, however many mistakes it has.
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

/** The text of a line, without its line break. */
export function lineOf(source: Source, line: number): string {
  const starts = startsOf(source)
  return source.text.slice(starts[line - 1], starts[line]).replace(/(?:\r\n?|\n)$/, '')
}

/** Whether a span refers to its whole file, so that showing a line would not help. */
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
