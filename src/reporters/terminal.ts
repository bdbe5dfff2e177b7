import { type Diagnostic, severity } from '../diagnostics/diagnostic.ts'
import { isWholeFile, positionOf } from '../diagnostics/position.ts'
import { count } from '../text/prose.ts'
import { harmless } from '../text/width.ts'
import { wrap } from '../text/wrap.ts'
import { frame, type Page } from './frame.ts'
import { painter } from './paint.ts'
import { shown } from './summary.ts'
import { inWords, tally } from './tally.ts'

export interface DrawOptions {
  readonly color: boolean
  /** Of the terminal, in cells; `Infinity` where prose is not to be wrapped. */
  readonly width: number
}

/** The mistakes as a person reads them, and the count of all; nothing if there are none. */
export function drawReport(diagnostics: readonly Diagnostic[], options: DrawOptions): string {
  if (diagnostics.length === 0) return ''
  const sum = painter(options.color)('strong', inWords(tally(diagnostics)))
  const files = shown(diagnostics).flatMap(({ path, diagnostics, left }) => [
    ...diagnostics.map(diagnostic => draw(diagnostic, options)),
    ...(left > 0 ? [harmless(andMore(left, path))] : [])
  ])
  return [...files, sum].join('\n\n')
}

function andMore(left: number, path: string): string {
  return `... and ${count(left, 'other mistake')} in ${path}`
}

/** One mistake: what is wrong and where, what belongs to it, and what to do. */
export function draw(diagnostic: Diagnostic, { color, width }: DrawOptions): string {
  const { code, at, related = [], help } = diagnostic
  const kind = severity(code)
  const page = { width, gutter: gutterOf(diagnostic), paint: painter(color) }
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

// The frames of one mistake stand in line.
function gutterOf({ at, related = [] }: Diagnostic): number {
  const lines = [at, ...related.map(other => other.at)]
    .filter(span => !isWholeFile(span))
    .map(span => positionOf(span.source, span.start).line)
  return String(Math.max(1, ...lines)).length
}
