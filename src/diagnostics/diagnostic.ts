import type { Code } from './codes.ts'
import type { Span } from './source.ts'

/** An author's mistake, as a value and never an exception. The reporters decide how it looks. */
export interface Diagnostic {
  readonly code: Code
  /** One sentence: lowercase, no period, names in backticks. */
  readonly message: string
  /** The smallest span that shows the mistake. */
  readonly at: Span
  /** Other places that are involved, such as the first of two duplicates. */
  readonly related?: readonly Related[]
  /** How to fix it. */
  readonly help?: string
  /** How many more mistakes the file has, of which only the number is kept. */
  readonly others?: number
}

export interface Related {
  readonly message: string
  readonly at: Span
}

/** Every phase reports here and carries on. */
export type Report = (diagnostic: Diagnostic) => void

export type Severity = 'error' | 'warning'

/**
 * The code decides: what has expired, has no effect or may be intended is a warning, everything else an
 * error.
 */
export function severity(code: Code): Severity {
  return /^(expired|unused|risky)-/.test(code) ? 'warning' : 'error'
}

export function isError({ code }: Diagnostic): boolean {
  return severity(code) === 'error'
}
