import { type Diagnostic, isError } from '../../src/diagnostics/diagnostic.ts'
import type { Remark } from '../../src/reporters/gitlab.ts'
import type { Format } from './settings.ts'
import { terminal } from './stream.ts'

/**
 * Writes frames for people to stderr and machine-readable output to stdout. Any error sets the exit
 * code to 1. `more` is what only GitLab gets here, because it reads one document.
 */
export async function print(
  diagnostics: readonly Diagnostic[],
  format: Format,
  more: readonly Remark[] = []
): Promise<void> {
  if (diagnostics.some(isError)) process.exitCode = 1
  if (format === 'json') {
    const { toJson } = await import('../../src/reporters/json-output.ts')
    process.stdout.write(`${JSON.stringify(toJson(diagnostics), null, 2)}\n`)
  } else if (format === 'github') {
    const { annotateAll } = await import('../../src/reporters/github.ts')
    process.stdout.write(annotateAll(diagnostics))
  } else if (format === 'gitlab') {
    const { codeQuality, remarksOf } = await import('../../src/reporters/gitlab.ts')
    const issues = codeQuality([...remarksOf(diagnostics), ...more])
    process.stdout.write(`${JSON.stringify(issues, null, 2)}\n`)
  } else if (diagnostics.length > 0) {
    const { drawAll } = await import('../../src/reporters/terminal.ts')
    const drawn = drawAll(diagnostics, terminal(process.stderr, process.env))
    process.stderr.write(`${drawn}\n${moreAbout(diagnostics)}\n`)
  }
}

/** Where there is more to read: the page of the only kind of mistake, or that there is one for each. */
function moreAbout(diagnostics: readonly Diagnostic[]): string {
  const errorsFirst = [...diagnostics.filter(isError), ...diagnostics]
  const [code, ...others] = new Set(errorsFirst.map(diagnostic => diagnostic.code))
  return others.length === 0
    ? `for more about this: npx tenantry explain ${code}`
    : `for more about one of these: npx tenantry explain <code>, such as ${code}`
}
