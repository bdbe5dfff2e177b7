import { fenced } from '../../charts/plan/print/markdown.ts'
import { drawAll } from '../../src/reporters/terminal.ts'
import { count } from '../../src/text/prose.ts'
import { harmless } from '../../src/text/width.ts'
import type { Verdict } from './verdicts.ts'

/** Nobody reads more of a list in a summary. */
const most = 20

/** The verdicts as Markdown, for a job's page or a note on a merge request. */
export function summaryOf(verdicts: readonly Verdict[]): string {
  const diagnostics = verdicts.flatMap(one => one.diagnostics)
  const differences = verdicts.flatMap(one => one.differences)
  const isGood = verdicts.every(one => one.isGood)
  const rows = verdicts.map(({ what, said, isGood }) => {
    return `| ${what} | ${isGood ? '' : '**'}${cell(said)}${isGood ? '' : '**'} |`
  })
  const drawn = drawAll(diagnostics.slice(0, most), { color: false, width: 100 })
  const more = diagnostics.length - most
  const files = differences.slice(0, most).map(({ kind, path }) => `${kind}  ${harmless(path)}`)
  return [
    `### Tenantry: ${isGood ? 'all is well' : 'this cannot be merged yet'}\n`,
    ['| | |', '|---|---|', ...rows, ''].join('\n'),
    ...(drawn === '' ? [] : [fenced(drawn, 'text')]),
    ...(more > 0 ? [`... and ${count(more, 'other mistake')}, in the log of the job\n`] : []),
    ...(files.length === 0 ? [] : [fenced(files.join('\n'), 'text')]),
    ...(differences.length > 0 ? ['Run `npx tenantry generate`, and commit what it writes.\n'] : [])
  ].join('\n')
}

function cell(text: string): string {
  return harmless(text).replaceAll('|', '\\|').replaceAll('<', '&lt;')
}
