import type { Severity } from '../diagnostics/diagnostic.ts'
import { type Diagnostic, severity } from '../diagnostics/diagnostic.ts'
import { isWholeFile, lineOf, positionOf } from '../diagnostics/position.ts'
import type { Source, Span } from '../diagnostics/source.ts'
import { count } from '../text/prose.ts'
import { harmless } from '../text/width.ts'
import { wrap } from '../text/wrap.ts'
import { excerpt } from './excerpt.ts'
import { inWords, shown, tally } from './summary.ts'

export interface DrawOptions {
  readonly color: boolean
  /** The width of the terminal in cells; `Infinity` turns wrapping off. */
  readonly width: number
}

/** All mistakes for people, followed by the counts; empty if there are none. */
export function drawAll(diagnostics: readonly Diagnostic[], options: DrawOptions): string {
  if (diagnostics.length === 0) return ''
  const sum = paintIn(options.color)('strong', inWords(tally(diagnostics)))
  const files = shown(diagnostics).flatMap(({ path, diagnostics, left }) => [
    ...diagnostics.map(diagnostic => draw(diagnostic, options)),
    ...(left > 0 ? [harmless(andMore(left, path))] : [])
  ])
  return [...files, sum].join('\n\n')
}

function andMore(left: number, path: string): string {
  return `... and ${count(left, 'other mistake')} in ${path}`
}

/** One mistake: the message, the place, related places, and the help. */
export function draw(diagnostic: Diagnostic, { color, width }: DrawOptions): string {
  const { code, at, related = [], help } = diagnostic
  const kind = severity(code)
  const page = { width, gutter: gutterOf(diagnostic), paint: paintIn(color) }
  const lines = [
    ...headline(diagnostic, page),
    ...frame(at, kind, page),
    ...related.flatMap(other => [
      ...aside('note', other.message, page),
      ...frame(other.at, 'note', page)
    ]),
    ...(help === undefined ? [] : aside('help', help, page))
  ]
  return lines.join('\n')
}

function headline({ code, message }: Diagnostic, { width, paint }: Page): string[] {
  const kind = severity(code)
  const label = `${kind}[${code}]`
  const [first = '', ...rest] = wrap(`${label}: ${harmless(message)}`, width)
  const strong = [first.slice(label.length), ...rest].map(line => paint('strong', line))
  return [paint(kind, label) + strong[0], ...strong.slice(1)]
}

function aside(label: 'note' | 'help', message: string, { width, paint }: Page): string[] {
  const [first = '', ...rest] = wrap(`${label}: ${harmless(message)}`, width)
  return [paint(label, label) + first.slice(label.length), ...rest]
}

// All frames of a mistake are aligned.
function gutterOf({ at, related = [] }: Diagnostic): number {
  const lines = [at, ...related.map(other => other.at)]
    .filter(span => !isWholeFile(span))
    .map(span => positionOf(span.source, span.start).line)
  return String(Math.max(1, ...lines)).length
}

export interface Page {
  /** In cells. */
  readonly width: number
  /** The width of the column of line numbers. */
  readonly gutter: number
  readonly paint: Paint
}

const more = '...'
// Even in a log, nobody reads very long lines.
const [narrowest, widest] = [20, 200]

/** The place of a span and its first line with carets; only the place for a whole file. */
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

// A mistake at the end of a file or on a blank line is explained by the line above.
function lastText(source: Source, line: number): number {
  let above = line - 1
  while (above > 0 && lineOf(source, above).trim() === '') above--
  return above
}

function row(line: number | '', text: string, { gutter, paint }: Page): string {
  return `${paint('gutter', `${String(line).padStart(gutter)} |`)} ${text}`.trimEnd()
}

export type Style = Severity | 'strong' | 'note' | 'help' | 'gutter'

/** Adds terminal colors to a text, or none. */
export type Paint = (style: Style, text: string) => string

// Bold with red, yellow, green, cyan and blue.
const codes: Record<Style, string> = {
  error: '1;31',
  warning: '1;33',
  strong: '1',
  note: '1;32',
  help: '1;36',
  gutter: '1;34'
}

export function paintIn(color: boolean): Paint {
  return (style, text) => (color && text !== '' ? `\x1b[${codes[style]}m${text}\x1b[0m` : text)
}
