import { appendFileSync } from 'node:fs'
import { baseCommit } from './ci/base.ts'
import { summaryOf } from './ci/job-summary.ts'
import { checkVerdicts, conformVerdict, type Verdict } from './ci/verdicts.ts'
import { command } from './cli/command.ts'
import { flagOf } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { type Format, readSettings, settings } from './cli/settings.ts'
import { remarksAbout, tell } from './output/print-differences.ts'

const about =
  'Checks a change as CI does: all files, what the change would harm, whether generated/ is up to date, ' +
  'and, where the tools are, what the engines would build.'
const base = {
  value: '<ref>',
  about: 'the branch or commit that the change goes into; by default what the forge says'
}
const summary = {
  value: '<file>',
  about: 'append a summary in Markdown to it; by default to what GITHUB_STEP_SUMMARY names'
}

await command({ name: 'ci', about, flags: { ...settings, base, summary } }, async call => {
  const given = readSettings(call)
  const from = baseCommit(given.root, flagOf(call, 'base'), process.env)
  const checked = await checkVerdicts(given, from)
  const verdicts = [...checked, await conformVerdict(given, checked)]
  await report(verdicts, given.format)
  const file = flagOf(call, 'summary') ?? process.env.GITHUB_STEP_SUMMARY
  if (file) appendFileSync(file, `${summaryOf(verdicts)}\n`)
})

async function report(verdicts: readonly Verdict[], format: Format): Promise<void> {
  const diagnostics = verdicts.flatMap(one => one.diagnostics)
  const differences = verdicts.flatMap(one => one.differences)
  await print(diagnostics, format, remarksAbout(differences))
  // The log of a job is for people, whoever reads the rest.
  if (format === 'gitlab') await print(diagnostics, 'human')
  if (differences.length > 0) tell(differences, format)
  if (verdicts.some(({ isGood }) => !isGood)) process.exitCode = 1
  const width = Math.max(...verdicts.map(({ what }) => what.length))
  const lines = verdicts.map(({ what, said }) => `${what.padEnd(width)}  ${said}\n`)
  const stream = format === 'human' ? process.stdout : process.stderr
  stream.write(lines.join(''))
}
