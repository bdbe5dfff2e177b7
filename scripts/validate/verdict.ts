import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'

export interface Verdict {
  readonly diagnostics: readonly Diagnostic[]
  /** What was judged, in one line; nothing where a mistake keeps the rest from being judged. */
  readonly judged: string | undefined
  /** Lines about how it was judged; mostly empty. */
  readonly note: string
}
