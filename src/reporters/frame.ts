import { isWholeFile, lineOf, positionOf } from '../diagnostics/position.ts'
import type { Source, Span } from '../diagnostics/source.ts'
import { harmless } from '../text/width.ts'
import { excerpt } from './excerpt.ts'
import type { Paint, Style } from './paint.ts'

export interface Page {
  /** In cells. */
  readonly width: number
  /** How wide the column of line numbers is. */
  readonly gutter: number
  readonly paint: Paint
}

const more = '...'
// Even a log is not read in lines as long as a file.
const [narrowest, widest] = [20, 200]

/** The place of a span and its first line, with carets; of a whole file, the place alone. */
export function frame(at: Span, style: Style, page: Page): string[] {
  const { line, column } = positionOf(at.source, at.start)
  const place = `${' '.repeat(page.gutter)}${page.paint('gutter', '-->')} ${harmless(at.source.path)}`
  if (isWholeFile(at)) return [place]
  const text = lineOf(at.source, line)
  const from = column - 1
  const goesOn = at.source.text.slice(at.start - from + text.length, at.end).trim() !== ''
  const room = roomOn(page) - (goesOn ? more.length : 0)
  const shown = excerpt(text, [from, from + at.end - at.start], room)
  const marks = '^'.repeat(shown.marked) + (goesOn ? more : '')
  const above = text.trim() === '' ? lastText(at.source, line) : 0
  return [
    `${place}:${line}:${column}`,
    row('', '', page),
    ...(above > 0 ? [row(above, excerpt(lineOf(at.source, above), [0, 1], room).text, page)] : []),
    row(line, shown.text, page),
    row('', ' '.repeat(shown.before) + page.paint(style, marks), page)
  ]
}

function roomOn({ width, gutter }: Page): number {
  return Math.min(widest, Math.max(narrowest, width - gutter - 3))
}

// A mistake at the end of a file or on a blank line is explained by what stands above.
function lastText(source: Source, line: number): number {
  let above = line - 1
  while (above > 0 && lineOf(source, above).trim() === '') above--
  return above
}

function row(line: number | '', text: string, { gutter, paint }: Page): string {
  return `${paint('gutter', `${String(line).padStart(gutter)} |`)} ${text}`.trimEnd()
}
