import { collection } from '../../src/diagnostics/collect.ts'
import { directoryPath, sourcePath } from '../../src/files/directory-files.ts'
import { longest } from '../../src/files/find.ts'
import { type Current, current } from '../../src/imports/directory/current.ts'
import { formats } from '../../src/imports/directory/formats.ts'
import { importDirectory, type Outcome } from '../../src/imports/directory/import.ts'
import { isDnsLabel } from '../../src/kubernetes/names.ts'
import { didYouMean } from '../../src/text/suggest.ts'
import { harmless } from '../../src/text/width.ts'
import { lineOf } from '../cli/edit-files.ts'
import { type Call, flagOf } from '../cli/flags.ts'
import { print } from '../cli/print.ts'
import { readSettings } from '../cli/settings.ts'
import { readFiles } from '../cli/sources.ts'
import { readInputs } from '../system/input.ts'
import { UsageError } from '../system/usage-error.ts'
import { writeAll } from '../system/write-files.ts'
import { filesOf, type Import } from './imports.ts'

export const directory: Import = {
  flags: ['from', 'source', 'allow-losses', 'complete', 'partial'],
  run: async (call, paths) => {
    const format = formatOf(call)
    const complete = completeIn(call)
    const given = readSettings(call)
    const { report, all } = collection()
    const before = current(readFiles(given), pathOf(call), report)
    const sources = readInputs(filesOf('directory', paths), report)
    const isReadable = before && all().length === 0
    const outcome = isReadable && importDirectory({ ...before, format, sources, complete }, report)
    const found = all()
    await print(found, given.format)
    if (outcome && found.length === 0) conclude(outcome, before, call)
    else process.stderr.write('\nnothing was changed\n')
  }
}

function formatOf(call: Call): string {
  const format = flagOf(call, 'from')
  const known = Object.keys(formats)
  if (format === undefined) throw new UsageError('`import directory` needs `--from <format>`')
  if (known.includes(format)) return format
  throw new UsageError(`there is no format \`${format}\`; ${didYouMean(format, known)}`)
}

/** Whether the export lists everybody, if the call says so. */
function completeIn(call: Call): boolean | undefined {
  const [complete, partial] = ['complete', 'partial'].map(name => flagOf(call, name) !== undefined)
  if (complete && partial) throw new UsageError('give `--complete` or `--partial`, not both')
  return complete || partial ? complete : undefined
}

function pathOf(call: Call): string {
  const source = flagOf(call, 'source')
  if (source === undefined) return directoryPath
  if (isDnsLabel(source) && source.length <= longest.source) return sourcePath(source)
  const help = `use at most ${longest.source} lowercase letters, digits and hyphens`
  throw new UsageError(`\`${source}\` is not a valid source name; ${help}`)
}

function conclude(outcome: Outcome, before: Current, call: Call): void {
  const { losses, left, summary, file } = outcome
  for (const one of left) process.stderr.write(lineOf(one))
  if (outcome.weakens) {
    process.stderr.write(weakened(file.path))
    process.exitCode = 1
    return
  }
  if (losses.length > 0 && flagOf(call, 'allow-losses') === undefined) {
    const lines = losses.map(loss => `error: ${harmless(loss)}\n`).join('')
    process.stderr.write(`${lines}nothing was changed; if you mean it, add \`--allow-losses\`\n`)
    process.exitCode = 1
    return
  }
  const isChanged = file.text !== before.directory.root.source.text
  if (isChanged) writeAll(readSettings(call).root, [file])
  for (const line of summary) process.stdout.write(`${harmless(line)}\n`)
  const end = isChanged
    ? `wrote ${file.path}; now run \`npx tenantry validate\``
    : 'nothing changed'
  process.stdout.write(`${end}\n`)
}

function weakened(path: string): string {
  return `error: the directory is complete, and would not be with \`${path}\`, so nobody would be told of people who are unknown or have left
nothing was changed; if the export lists everybody of its source, add \`--complete\`, else \`--partial\`
`
}
