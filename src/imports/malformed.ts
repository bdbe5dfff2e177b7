import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Source, Span } from '../diagnostics/source.ts'

/** For an export of the wrong format, or an incomplete one. Nothing of it is used. */
export function malformed(at: Span, message: string, help: string): Diagnostic {
  return { code: 'invalid-export', message, at, help }
}

/** The span of one character, or an empty one at the end of the text. */
export function spot(source: Source, start: number): Span {
  return { source, start, end: Math.min(start + 1, source.text.length) }
}
