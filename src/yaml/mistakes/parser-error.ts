import type { Diagnostic, Related } from '../../diagnostics/diagnostic.ts'
import type { Source, Span } from '../../diagnostics/source.ts'
import { endOfLine, startOfLine } from '../scan.ts'

/** Where the parser failed, and its message. */
export interface Trouble {
  readonly source: Source
  readonly reason: string
  readonly position: number
  /** The line of the position. */
  readonly line: Line
  /** That line up to the position. */
  readonly before: string
  /** The character at the position; empty at the end. */
  readonly char: string
}

export interface Line {
  readonly start: number
  readonly text: string
  /** The column of its first character that is not a space. */
  readonly column: number
}

/** Explains what the author did, if the explanation applies. */
export type Explain = (trouble: Trouble) => Diagnostic | undefined

export function troubleAt(source: Source, reason: string, position: number): Trouble {
  const { text } = source
  const line = lineAt(text, position)
  const before = text.slice(line.start, position)
  return { source, reason, position, line, before, char: text.charAt(position) }
}

export function lineAt(text: string, offset: number): Line {
  const start = startOfLine(text, offset)
  const content = text.slice(start, endOfLine(text, start)).trimEnd()
  return { start, text: content, column: content.search(/[^ ]|$/) }
}

/** The nearest line above that is not blank. */
export function lineAbove(text: string, { start }: Line): Line | undefined {
  let before = start
  while (before > 0) {
    const line = lineAt(text, before - 1)
    if (line.text !== '' && line.text[line.column] !== '#') return line
    before = line.start
  }
  return undefined
}

interface Words {
  readonly message: string
  readonly help: string
  readonly related?: readonly Related[]
}

export function invalid(at: Span, words: Words): Diagnostic {
  return { code: 'invalid-yaml', at, ...words }
}

/** The span of a pattern from the position, within its line. */
export function spanFrom({ source, position, line }: Trouble, pattern: RegExp): Span {
  const rest = line.text.slice(position - line.start)
  const { length } = pattern.exec(rest)?.[0] ?? ''
  return { source, start: position, end: position + length }
}
