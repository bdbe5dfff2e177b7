import { arrange, collection } from '../../src/diagnostics/collect.ts'
import type { Report } from '../../src/diagnostics/diagnostic.ts'
import { redact } from '../../src/diagnostics/redact.ts'
import { read } from '../../src/documents/read.ts'
import { textOf } from '../../src/imports/peek.ts'
import type { Target } from '../../src/imports/settings/context.ts'
import {
  eksOf,
  type Imported,
  importPlatform,
  type Origin
} from '../../src/imports/settings/import.ts'
import { forms } from '../../src/schema/forms.ts'
import { andList } from '../../src/text/prose.ts'
import { lineOf } from '../cli/edit-files.ts'
import { type Call, flagOf } from '../cli/flags.ts'
import { print } from '../cli/print.ts'
import { readSettings } from '../cli/settings.ts'
import { readFiles } from '../cli/sources.ts'
import { readInputs } from '../system/input.ts'
import { UsageError } from '../system/usage-error.ts'
import { writeAll } from '../system/write-files.ts'
import { filesOf, type Import } from './imports.ts'

export const settings: Import = {
  flags: ['cluster'],
  run: async (call, paths) => {
    const origin = originOf(filesOf('settings', paths))
    const { report, all } = collection()
    const sources = readInputs(paths, report)
    const target = readTarget(call, origin === 'terraform' ? eksOf(sources) : '', report)
    const isReadable = all().length === 0
    const imported = isReadable && importPlatform({ origin, sources, target }, report)
    const secrets = imported ? imported.secrets : []
    const found = all()
    await print(redact(arrange([...found, ...secrets])), 'human')
    if (imported && found.length === 0) conclude(imported, target, call)
    else process.stderr.write('\nnothing was changed\n')
  }
}

/** Terraform prints JSON, so the file extension tells the origin. */
function originOf(paths: readonly string[]): Origin {
  const outputs = paths.filter(path => path.endsWith('.json'))
  if (outputs.length === 0) return 'params'
  if (paths.length === 1) return 'terraform'
  throw new UsageError('pass one file from Terraform, or any number of `params.env` files')
}

/** The cluster given by flag, the only one there is, or the one in the outputs. */
function readTarget(call: Call, eks: string, report: Report): Target {
  const files = readFiles({ ...readSettings(call), clusters: [] })
  const own = [...files].filter(([path]) => path.startsWith('platform/clusters/'))
  const found = collection()
  const { clusters, clusterNames } = read(new Map(own), found.report)
  const known = [...clusterNames].sort()
  const same = clusters.find(({ root }) => eks !== '' && textOf(root, 'aws', 'eks') === eks)
  const name = flagOf(call, 'cluster') ?? (known.length === 1 ? known[0] : same?.name)
  if (name === undefined) {
    throw new UsageError(
      `\`import settings\` needs \`--cluster <name>\`; there are ${andList(known)}`
    )
  }
  if (!forms.label.test(name))
    throw new UsageError(`expected ${forms.label.expects}, found \`${name}\``)
  const path = `platform/clusters/${name}.yaml`
  for (const one of found.all()) if (one.at.source.path === path) report(one)
  return { name, root: clusters.find(cluster => cluster.name === name)?.root }
}

function conclude({ file, done, left, notes }: Imported, { root }: Target, call: Call): void {
  for (const note of [...notes, ...left]) process.stderr.write(lineOf(note))
  if (left.length > 0) process.exitCode = 1
  for (const one of done) process.stdout.write(lineOf(one))
  if (done.length > 0) writeAll(readSettings(call).root, [file])
  const what = root ? `wrote ${file.path}` : `wrote ${file.path}, which is new`
  process.stdout.write(
    `${done.length > 0 ? `${what}; now run \`npx tenantry validate\`` : 'nothing changed'}\n`
  )
}
