import type { Diagnostic, Report } from '../../diagnostics/diagnostic.ts'
import type { Source, Span } from '../../diagnostics/source.ts'
import { count } from '../../text/prose.ts'
import { malformed } from '../malformed.ts'

/** The unquoted value of a cell; its span includes the quotes. */
export interface Cell extends Span {
  readonly text: string
}

/** Parses a table whose rows all have as many cells as the first one; nothing if it is malformed. */
export function parseCsv(source: Source, report: Report): Cell[][] | undefined {
  // Excel declares the separator like this.
  const said = /^sep=([,;\t|])\r?\n/.exec(source.text)
  const start = said?.[0].length ?? 0
  const mark = said?.[1] ?? separatorOf(source.text.slice(start))
  const rows: Cell[][] = []
  for (let at = start; at < source.text.length; ) {
    const row: Cell[] = []
    at = readRow(source, at, { mark, row, report })
    if (at === broken) return undefined
    const first = rows[0] ?? row
    if (row.length === 1 && row[0]?.text === '') continue // an empty line
    if (row.length !== first.length) {
      report(uneven(row, first))
      return undefined
    }
    rows.push(row)
  }
  return rows
}

const broken = -1

/** Guesses the separator from the first line; Excel uses semicolons where commas are decimal points. */
function separatorOf(text: string): string {
  const [line = ''] = text.split(/\r\n?|\n/, 1)
  const bare = line.replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t', '|'].map(mark => [bare.split(mark).length, mark] as const)
  return counts.reduce((best, next) => (next[0] > best[0] ? next : best))[1]
}

interface Reading {
  readonly mark: string
  readonly row: Cell[]
  readonly report: Report
}

/** Reads a row and returns where the next one starts. */
function readRow(source: Source, from: number, { mark, row, report }: Reading): number {
  const { text } = source
  let at = from
  for (;;) {
    const isQuoted = text[at] === '"'
    const cell = isQuoted ? quotedCell(source, at) : plainCell(source, at, mark)
    if (!cell) {
      const opener = { source, start: at, end: at + 1 }
      report(
        malformed(
          opener,
          'this `"` is not closed',
          'write `"` where the value ends, or export it again'
        )
      )
      return broken
    }
    row.push(cell)
    at = cell.end
    if (text[at] === mark) at++
    else if (at >= text.length) return at
    else if (/[\r\n]/.test(text[at] ?? '')) return at + (text.startsWith('\r\n', at) ? 2 : 1)
    else {
      const rest = plainCell(source, at, mark)
      const message = `text continues after the closing \`"\``
      report(malformed(rest, message, 'inside quotes, write `""` for `"`'))
      return broken
    }
  }
}

function quotedCell(source: Source, start: number): Cell | undefined {
  const pattern = /"([^"]*(?:""[^"]*)*)"/y
  pattern.lastIndex = start
  const text = pattern.exec(source.text)?.[1]
  if (text === undefined) return undefined
  return { text: text.replaceAll('""', '"').trim(), source, start, end: pattern.lastIndex }
}

function plainCell(source: Source, start: number, mark: string): Cell {
  let end = start
  const { text } = source
  while (end < text.length && text[end] !== mark && text[end] !== '\n' && text[end] !== '\r') end++
  return { text: text.slice(start, end).trim(), source, start, end }
}

function uneven(row: readonly Cell[], first: readonly Cell[]): Diagnostic {
  const message = `this line has ${count(row.length, 'value')}, but the first has ${first.length}`
  const help = 'put a value that contains a separator in double quotes, or export it again'
  const related = [{ message: 'this is the first line', at: spanOf(first) }]
  return { ...malformed(spanOf(row), message, help), related }
}

function spanOf(row: readonly Cell[]): Span {
  const [first] = row
  if (!first) throw new Error('bug: a line without a cell')
  return { source: first.source, start: first.start, end: row.at(-1)?.end ?? first.end }
}
