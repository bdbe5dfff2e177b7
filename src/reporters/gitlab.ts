import { type Diagnostic, severity } from '../diagnostics/diagnostic.ts'
import { isWholeFile, positionOf } from '../diagnostics/position.ts'
import { count } from '../text/prose.ts'
import { harmless } from '../text/width.ts'
import { shown } from './summary.ts'

/** What GitLab calls an issue of code quality, and shows at the lines of a merge request. */
export interface Issue {
  readonly description: string
  readonly check_name: string
  readonly fingerprint: string
  readonly severity: 'info' | 'minor' | 'major'
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

/** What makes an issue, without the fingerprint. */
export interface Remark {
  readonly path: string
  readonly line: number
  readonly name: string
  readonly text: string
  readonly severity: Issue['severity']
}

/** As many for each file as people read. */
export function remarksOf(diagnostics: readonly Diagnostic[]): Remark[] {
  return shown(diagnostics).flatMap(({ path, diagnostics, left }) => [
    ...diagnostics.map(remark),
    ...(left > 0 ? [rest(path, left)] : [])
  ])
}

function remark({ code, message, at, help }: Diagnostic): Remark {
  return {
    path: at.source.path,
    line: isWholeFile(at) ? 1 : positionOf(at.source, at.start).line,
    name: code,
    text: help === undefined ? message : `${message}; ${help}`,
    severity: severity(code) === 'error' ? 'major' : 'minor'
  }
}

function rest(path: string, left: number): Remark {
  return { path, line: 1, name: 'others', text: count(left, 'other mistake'), severity: 'info' }
}

/** GitLab takes a mistake for the same one as long as its fingerprint is, so no line number is in it. */
export function codeQuality(remarks: readonly Remark[]): Issue[] {
  const before = new Map<string, number>()
  return remarks.map(({ path, line, name, text, severity }) => {
    const key = harmless(`${name} ${path} ${text}`)
    const number = (before.get(key) ?? 0) + 1
    before.set(key, number)
    return {
      description: harmless(text),
      check_name: name,
      fingerprint: number === 1 ? key : `${key} ${number}`,
      severity,
      location: { path: harmless(path), lines: { begin: line } }
    }
  })
}
