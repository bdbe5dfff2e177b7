import { type Diagnostic, severity } from '../diagnostics/diagnostic.ts'
import { isWholeFile, positionOf } from '../diagnostics/position.ts'
import type { Span } from '../diagnostics/source.ts'
import { count } from '../text/prose.ts'
import { harmless } from '../text/width.ts'
import { shown } from './summary.ts'

/** Annotations for GitHub, limited to as many per file as people read. */
export function annotateAll(diagnostics: readonly Diagnostic[]): string {
  const lines = shown(diagnostics).flatMap(({ path, diagnostics, left }) => [
    ...diagnostics.map(annotate),
    ...(left > 0
      ? [`::notice file=${property(harmless(path))}::${count(left, 'other mistake')}`]
      : [])
  ])
  return lines.map(line => `${line}\n`).join('')
}

/** One mistake as a workflow command, which GitHub shows on the lines of a pull request. */
export function annotate({ code, message, at, related = [], help }: Diagnostic): string {
  const properties = { file: harmless(at.source.path), ...lines(at), title: code }
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(`${value}`)}`)
  const text = [
    message,
    ...related.map(other => `note: ${other.message} (${placeOf(other.at)})`),
    ...(help === undefined ? [] : [`help: ${help}`])
  ]
  return `::${severity(code)} ${list.join(',')}::${data(text.map(harmless).join('\n'))}`
}

// GitHub accepts columns only for single-line annotations, and the last column is inclusive.
function lines(at: Span) {
  if (isWholeFile(at)) return {}
  const first = positionOf(at.source, at.start)
  const last = positionOf(at.source, Math.max(at.start, at.end - 1))
  return first.line === last.line
    ? { line: first.line, endLine: last.line, col: first.column, endColumn: last.column }
    : { line: first.line, endLine: last.line }
}

function placeOf(at: Span): string {
  const { line } = positionOf(at.source, at.start)
  return isWholeFile(at) ? at.source.path : `${at.source.path}:${line}`
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
