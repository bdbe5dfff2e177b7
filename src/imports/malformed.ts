import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Source, Span } from '../diagnostics/source.ts'

/** Of an export that is not what it is said to be, or not all of it: nothing is taken from it. */
export function malformed(at: Span, message: string, help: string): Diagnostic {
  return { code: 'invalid-export', message, at, help }
}

/** One character, or none at the end of the text. */
export function spot(source: Source, start: number): Span {
  return { source, start, end: Math.min(start + 1, source.text.length) }
}
