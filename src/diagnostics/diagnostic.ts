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

/** Sorts by file, and drops duplicates that were found on several clusters. */
export function arrange(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map<string, Diagnostic>()
  for (const diagnostic of diagnostics) {
    const { code, at } = diagnostic
    const key = `${code}\0${at.source.path}\0${at.start}\0${at.end}`
    if (!seen.has(key)) seen.set(key, diagnostic)
  }
  return [...seen.values()].sort(compare)
}

function compare(a: Diagnostic, b: Diagnostic): number {
  if (a.at.source.path !== b.at.source.path) return a.at.source.path < b.at.source.path ? -1 : 1
  if (a.at.start !== b.at.start) return a.at.start - b.at.start
  if (a.at.end !== b.at.end) return a.at.end - b.at.end
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0
}
