import { type Diagnostic, severity } from '../diagnostics/diagnostic.ts'

/** More of one file nobody reads, and to draw a hundred thousand would take minutes. */
const most = 50

/** What of a file is shown to people. */
export interface Shown {
  readonly path: string
  readonly diagnostics: readonly Diagnostic[]
  /** How many others there are. */
  readonly left: number
}

/** The first mistakes of each file; where they are too many, errors come before warnings. */
export function shown(diagnostics: readonly Diagnostic[]): Shown[] {
  const files = new Map<string, Diagnostic[]>()
  for (const diagnostic of diagnostics) {
    const { path } = diagnostic.at.source
    const others = files.get(path)
    if (others) others.push(diagnostic)
    else files.set(path, [diagnostic])
  }
  return Array.from(files, ([path, all]) => {
    let errors = most
    let warnings = most - all.filter(isError).length
    const kept = all.filter(one => (isError(one) ? errors-- : warnings--) > 0)
    return { path, diagnostics: kept, left: all.length - kept.length }
  })
}

function isError({ code }: Diagnostic): boolean {
  return severity(code) === 'error'
}
