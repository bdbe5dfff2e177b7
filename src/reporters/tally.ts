import { type Diagnostic, severity } from '../diagnostics/diagnostic.ts'
import { count } from '../text/prose.ts'

/** How many mistakes there are, and in how many files. */
export interface Tally {
  readonly errors: number
  readonly warnings: number
  readonly files: number
}

export function tally(diagnostics: readonly Diagnostic[]): Tally {
  const errors = diagnostics.filter(({ code }) => severity(code) === 'error').length
  const files = new Set(diagnostics.map(({ at }) => at.source.path))
  return { errors, warnings: diagnostics.length - errors, files: files.size }
}

/** `2 errors, 1 warning in 3 files` */
export function inWords({ errors, warnings, files }: Tally): string {
  const found = errors === 0 ? count(warnings, 'warning') : count(errors, 'error')
  const also = errors > 0 && warnings > 0 ? `, ${count(warnings, 'warning')}` : ''
  return `${found}${also} in ${count(files, 'file')}`
}
