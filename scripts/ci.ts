import { appendFileSync } from 'node:fs'
import { fenced } from '../charts/plan/print/markdown.ts'
import { baseCommit } from './ci/base.ts'
import { branchOf, type Fixed, fix, publish } from './ci/fix.ts'
import { titleOf } from './ci/forge.ts'
import { keepIssue } from './ci/issue.ts'
import { summaryOf } from './ci/job-summary.ts'
import { work } from './ci/nightly.ts'
import { noteSummary } from './ci/notes.ts'
import { checkVerdicts, conformVerdict, type Verdict } from './ci/verdicts.ts'
import { command } from './cli/command.ts'
import { type Call, flagOf } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { type Format, readSettings, type Settings, settings } from './cli/settings.ts'
import { remarksAbout, tell } from './output/print-differences.ts'
import { UsageError } from './system/usage-error.ts'

const about =
  'Checks a change as CI does: all files, what the change would harm, whether generated/ is up to date, ' +
  'and, where the tools are, what the engines would build.'
const base = {
  value: '<ref>',
  about: 'the branch or commit that the change goes into; by default what the forge says'
}
const fixes = {
  about: 'for a job on a forge: generate, solve conflicts in generated/, and push to the branch'
}
const propose = {
  value: '<branch>',
  about: 'for a nightly job: push what has changed to this branch, and open a pull request'
}
const summary = {
  value: '<file>',
  about: 'append a summary in Markdown to it; by default to what GITHUB_STEP_SUMMARY names'
}

const words: Readonly<Record<Fixed['kind'], string>> = {
  nothing: 'nothing to do: generated/ is up to date, and nothing in it is in conflict',
  mistakes: 'nothing was pushed, because there are mistakes in the files',
  patch: 'this job may not push to a fork, so the summary has a patch',
  commit: 'generated/ was written anew'
}

const flags = { ...settings, base, fix: fixes, propose, summary }

await command({ name: 'ci', about, operands: ['[command...]'], flags }, async call => {
  const given = readSettings(call)
  const [branch, isFix] = [flagOf(call, 'propose'), call.flags.has('fix')]
  if (branch !== undefined && isFix) throw new UsageError('`--fix` and `--propose` are two jobs')
  const [first] = call.operands
  if (first !== undefined && branch === undefined)
    throw new UsageError(`\`ci\` runs \`${first}\` only with \`--propose <branch>\``)
  if (branch !== undefined) await proposed(call, given, branch)
  else if (isFix) await fixed(call, given)
  else await checked(call, given)
})

/** Whether all is well. */
async function checked(call: Call, given: Settings): Promise<boolean> {
  const from = baseCommit(given.root, flagOf(call, 'base'), process.env)
  const first = await checkVerdicts(given, from)
  const verdicts = [...first, await conformVerdict(given, first)]
  await report(verdicts, given.format)
  const text = summaryOf(verdicts)
  addTo(call, text)
  await noteSummary(process.env, text)
  return verdicts.every(({ isGood }) => isGood)
}

async function fixed(call: Call, given: Settings): Promise<void> {
  const branch = branchOf(process.env)
  const outcome = await fix(given, process.env)
  process.stderr.write(`${words[outcome.kind]}\n`)
  if (outcome.kind === 'patch') {
    addTo(
      call,
      `### Apply this, or run \`npx tenantry generate\`\n\n${fenced(outcome.patch, 'text')}`
    )
    process.exitCode = 1
  }
  if (outcome.kind !== 'commit') return
  const isGood = await checked(call, given)
  await publish(given, process.env, { isGood, branch })
}

async function proposed(call: Call, given: Settings, branch: string): Promise<void> {
  const { hasChanged, isGood, text } = await work(given, call.operands, branch)
  if (hasChanged) {
    const isWhole = await checked(call, given)
    await publish(given, process.env, { isGood: isWhole, branch, request: text })
  } else process.stderr.write('nothing has changed\n')
  const isTold = await keepIssue(process.env, titleOf(branch), isGood ? undefined : text)
  if (!isGood && !isTold) process.exitCode = 1
}

function addTo(call: Call, text: string): void {
  const file = flagOf(call, 'summary') ?? process.env.GITHUB_STEP_SUMMARY
  if (file) appendFileSync(file, `${text}\n`)
}

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
