import { type Glyph, glyphs } from '../text/width.ts'

/** The part of a line to show, and the cells in it to mark. */
interface Excerpt {
  readonly text: string
  readonly before: number
  readonly marked: number
}

type Range = readonly [start: number, end: number]

const cut = '...'

/** The whole line, or as much of it around a range (in UTF-16 units) as fits into `room` cells. */
export function excerpt(line: string, range: Range, room: number): Excerpt {
  const start = Math.min(range[0], line.length)
  // A line may be as long as its file, so only look at what could become visible.
  const reach = room * 20
  const offset = Math.max(0, start - reach)
  const row = glyphs(line.slice(offset, start + reach))
  const [from, to] = covered(row, [start - offset, range[1] - offset])
  const isWhole = offset === 0 && start + reach >= line.length
  const needed = cells(row) + (from === row.length ? 1 : 0)
  const [first, last] =
    isWhole && needed <= room ? [0, row.length] : trim(row, [from, to], room - 2 * cut.length)
  const head = offset + first > 0 ? cut : ''
  const tail = last < row.length || start + reach < line.length ? cut : ''
  return {
    text: head + text(row.slice(first, last)) + tail,
    before: head.length + cells(row.slice(first, from)),
    marked: Math.max(1, cells(row.slice(from, Math.min(to, last))))
  }
}

function covered(row: readonly Glyph[], [start, end]: Range): Range {
  let from = 0
  let to = 0
  let position = 0
  for (const glyph of row) {
    if (position < end) to++
    position += glyph.length
    if (position <= start) from++
  }
  return [from, Math.max(to, from + 1)]
}

// Show the range first in two thirds of the room, then alternate between its sides.
function trim(row: readonly Glyph[], [from, to]: Range, room: number): Range {
  let first = from
  let last = from
  let left = room
  const take = (glyph: Glyph | undefined) => {
    const fits = glyph !== undefined && glyph.width <= left
    if (fits) left -= glyph.width
    return fits
  }
  while (last < to && left > room / 3 && take(row[last])) last++
  for (let grown = true; grown; ) {
    const before = take(row[first - 1])
    if (before) first--
    const after = take(row[last])
    if (after) last++
    grown = before || after
  }
  return [first, last]
}

function cells(row: readonly Glyph[]): number {
  return row.reduce((sum, glyph) => sum + glyph.width, 0)
}

function text(row: readonly Glyph[]): string {
  return row.map(glyph => glyph.text).join('')
}
