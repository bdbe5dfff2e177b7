import { type Diagnostic, isError } from '../diagnostics/diagnostic.ts'
import { count } from '../text/prose.ts'
import { groupBy } from '../values/group.ts'

/** Nobody reads more about one file, and drawing a hundred thousand would take minutes. */
const most = 50

/** The diagnostics of a file that are shown. */
interface Shown {
  readonly path: string
  readonly diagnostics: readonly Diagnostic[]
  /** The number of those that are not. */
  readonly left: number
}

/** The first mistakes of each file; if there are too many, errors take precedence over warnings. */
export function shown(diagnostics: readonly Diagnostic[]): Shown[] {
  const files = groupBy(diagnostics, ({ at }) => at.source.path)
  return Array.from(files, ([path, all]) => {
    let errors = most
    let warnings = most - all.filter(isError).length
    const kept = all.filter(one => (isError(one) ? errors-- : warnings--) > 0)
    return { path, diagnostics: kept, left: sizeOf(all) - kept.length }
  })
}

/** The numbers of mistakes and files. */
interface Tally {
  readonly errors: number
  readonly warnings: number
  readonly files: number
}

export function tally(diagnostics: readonly Diagnostic[]): Tally {
  const errors = sizeOf(diagnostics.filter(isError))
  const files = new Set(diagnostics.map(({ at }) => at.source.path))
  return { errors, warnings: sizeOf(diagnostics) - errors, files: files.size }
}

/** With those of which only the number is known. */
function sizeOf(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.reduce((sum, { others = 0 }) => sum + 1 + others, 0)
}

/** `2 errors, 1 warning in 3 files` */
export function inWords({ errors, warnings, files }: Tally): string {
  const found = errors === 0 ? count(warnings, 'warning') : count(errors, 'error')
  const also = errors > 0 && warnings > 0 ? `, ${count(warnings, 'warning')}` : ''
  return `${found}${also} in ${count(files, 'file')}`
}
