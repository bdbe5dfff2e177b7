import { statSync } from 'node:fs'
import { arrange } from '../../src/diagnostics/collect.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { redact } from '../../src/diagnostics/redact.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { type Files, readTree } from '../../src/files/disk.ts'
import { importProfiles } from '../../src/imports/profiles/import.ts'
import { didYouMean } from '../../src/text/suggest.ts'
import { readDumps } from '../cli/dumps.ts'
import { type Call, flagOf } from '../cli/flags.ts'
import { judge } from '../cli/judge.ts'
import { print } from '../cli/print.ts'
import { readSettings } from '../cli/settings.ts'
import { UsageError } from '../system/usage-error.ts'
import { writeAll } from '../system/write-files.ts'
import type { Import } from './imports.ts'

export const profiles: Import = {
  flags: ['cluster', 'context'],
  run: async (call, paths) => {
    const { root, today } = readSettings(call)
    const found: Diagnostic[] = []
    const report = (diagnostic: Diagnostic) => void found.push(diagnostic)
    const sources = readDumps({ context: flagOf(call, 'context'), paths }, report)
    const files = readRoot(root)
    const cluster = clusterOf(call, files)
    const judged = (made: readonly Source[]) => judge({ files, today }, made)
    const isReadable = found.length === 0
    const imported =
      isReadable && importProfiles({ sources, files, cluster, judge: judged }, report)
    await print(redact(arrange(found)), 'human')
    if (imported && found.length === 0) conclude(imported, root)
    else process.stderr.write('\nnothing was changed\n')
  }
}

/** What is there, which may be nothing yet. */
function readRoot(root: string): Files {
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory()) return readTree(root)
  throw new UsageError(`there is no folder \`${root}\``)
}

function clusterOf(call: Call, files: Files): string | undefined {
  const known = [...files.keys()].flatMap(
    path => /^platform\/clusters\/(.+)\.yaml$/.exec(path)?.[1] ?? []
  )
  const name = flagOf(call, 'cluster')
  if (name !== undefined && !known.includes(name)) {
    throw new UsageError(`there is no cluster \`${name}\`; ${didYouMean(name, known)}`)
  }
  if (name === undefined && known.length > 1) {
    throw new UsageError(`\`import profiles\` needs \`--cluster <name>\`; ${didYouMean('', known)}`)
  }
  return name
}

interface Written {
  readonly files: readonly Source[]
  readonly report: string
  readonly isRefused: boolean
}

function conclude({ files, report, isRefused }: Written, root: string): void {
  if (isRefused) process.exitCode = 1
  writeAll(root, files)
  process.stdout.write(report)
  for (const { path } of files) process.stderr.write(`wrote ${path}\n`)
  const end = files.length > 0 ? 'now run `npx tenantry validate`' : 'nothing changed'
  process.stderr.write(`${end}\n`)
}
