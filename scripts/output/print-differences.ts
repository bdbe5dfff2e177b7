import type { Remark } from '../../src/reporters/gitlab.ts'
import { count } from '../../src/text/prose.ts'
import { harmless } from '../../src/text/width.ts'
import type { Format } from '../cli/settings.ts'
import type { Difference } from './disk/compare-folder.ts'

/** Nobody reads a longer list. */
const most = 50

/** Lists the differences and says what to do about them. Any difference makes the command exit with 1. */
export function tell(differences: readonly Difference[], format: Format): void {
  if (differences.length === 0) {
    if (format === 'human' && !process.exitCode) process.stdout.write('generated/ is up to date\n')
    return
  }
  process.exitCode = 1
  if (format === 'github') process.stdout.write(differences.map(annotation).join(''))
  else process.stderr.write(differences.slice(0, most).map(line).join(''))
  const more = differences.length - most
  if (more > 0 && format !== 'github')
    process.stderr.write(`... and ${count(more, 'other file')}\n`)
  process.stderr.write(`${remedy(differences)}\n`)
}

function line({ path, kind }: Difference): string {
  return `${kind.padEnd(7)}  ${harmless(path)}\n`
}

function annotation({ path, kind }: Difference): string {
  return `::error file=${harmless(path)},title=${kind}::run \`npx tenantry generate\` and commit what it writes\n`
}

/** For GitLab, which is told of them together with the mistakes. */
export function remarksAbout(differences: readonly Difference[]): Remark[] {
  return differences.map(difference => ({
    path: difference.path,
    line: 1,
    name: difference.kind,
    text: remedy([difference]),
    severity: 'major'
  }))
}

function remedy(differences: readonly Difference[]): string {
  const kinds = new Set(differences.map(({ kind }) => kind))
  const extra = kinds.delete('extra') ? ['remove the extra files: Tenantry did not write them'] : []
  const rest = kinds.size > 0 ? ['run `npx tenantry generate` and commit what it writes'] : []
  return [...extra, ...rest].join('; ')
}
