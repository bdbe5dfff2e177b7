import type { Code } from './codes.ts'
import type { Span } from './source.ts'

/** A mistake of an author: data, never an exception. How it looks is for the drawers to say. */
export interface Diagnostic {
  readonly code: Code
  /** What is wrong, in one sentence: lowercase, no period, names in backticks. */
  readonly message: string
  /** The smallest place that still shows it. */
  readonly at: Span
  /** Other places that belong to it, such as the first of two. */
  readonly related?: readonly Related[]
  /** What to do about it. */
  readonly help?: string
}

export interface Related {
  readonly message: string
  readonly at: Span
}

/** Every phase reports here and carries on. */
export type Report = (diagnostic: Diagnostic) => void

export type Severity = 'error' | 'warning'

/** The taxonomy decides: what has run out, has no effect or may be meant is a warning, all else an error. */
export function severity(code: Code): Severity {
  return /^(expired|unused|risky)-/.test(code) ? 'warning' : 'error'
}

export function isError({ code }: Diagnostic): boolean {
  return severity(code) === 'error'
}

/** In the order of the files; the same mistake at the same place, found on two clusters, once. */
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
