import { isError } from '../src/diagnostics/diagnostic.ts'
import { command } from './cli/command.ts'
import { print } from './cli/print.ts'
import { isDocument, type Settings, settings } from './cli/settings.ts'
import { Refusal } from './system/refusal.ts'
import { UsageError } from './system/usage-error.ts'
import { judgeAll } from './validate/judge-all.ts'
import { judgeSome } from './validate/judge-some.ts'
import { readNamed } from './validate/named-files.ts'
import type { Verdict } from './validate/verdict.ts'

const about =
  'Checks the files of tenants/ and platform/, and explains every mistake; with files or folders, only ' +
  'those, and what names them or what they name.'
const flags = {
  ...settings,
  watch: { about: 'check again whenever a file changes, until Ctrl-C' }
}

const later =
  'more may show once these are mended, because later checks leave out files with mistakes\n'

await command({ name: 'validate', about, operands: ['[file...]'], flags }, async call => {
  const { given, paths } = readNamed(call)
  const judge = () => (paths.length === 0 ? judgeAll(given) : judgeSome(given, paths))
  if (!call.flags.has('watch')) return tell(given, await judge())
  if (given.format !== 'human')
    throw new UsageError('`--watch` is for people; leave out `--format`')
  const { watch } = await import('./validate/watch.ts')
  await watch(given.root, () => tellAgain(given, judge))
})

async function tell({ format }: Settings, { diagnostics, judged, note }: Verdict): Promise<void> {
  await print(diagnostics, format)
  process.stderr.write(note)
  if (judged === undefined && !isDocument(format)) process.stderr.write(later)
  if (judged === undefined || diagnostics.some(isError) || isDocument(format)) return
  process.stdout.write(`${judged}${diagnostics.length === 0 ? ', no mistakes' : ''}\n`)
}

/** The last exit code holds. */
async function tellAgain(given: Settings, judge: () => Promise<Verdict>): Promise<void> {
  process.exitCode = 0
  try {
    const { inWords, tally } = await import('../src/reporters/summary.ts')
    const { diagnostics, judged, note } = await judge()
    await print(diagnostics, given.format)
    process.stderr.write(note)
    const found = diagnostics.length === 0 ? 'no mistakes' : inWords(tally(diagnostics))
    stamp([...(judged ? [judged] : []), found].join(', '))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.exitCode = 2
    stamp(`error: ${error.message}`)
  }
}

function stamp(line: string): void {
  const time = new Date().toTimeString().slice(0, 'hh:mm:ss'.length)
  process.stdout.write(`${time} ${line}; waiting for a change, Ctrl-C ends\n`)
}
