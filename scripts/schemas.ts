import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { begin, modelOf } from '../src/compile.ts'
import { type Names, namesOf } from '../src/reference/company-names.ts'
import { command } from './cli/command.ts'
import { print } from './cli/print.ts'
import { readSettings, type Settings, settings } from './cli/settings.ts'
import { readFiles } from './cli/sources.ts'
import { schemaFiles } from './output/compile/single-files.ts'
import { home } from './system/home.ts'
import { writeAll } from './system/write-files.ts'

const about =
  'Writes schemas/, by which editors complete and check files; they know the names of this ' +
  'repository, such as its presets and pools. `generate` writes them too.'
const { root } = settings

await command({ name: 'schemas', about, flags: { root } }, async call => {
  const given = readSettings(call)
  const isProduct = resolve(given.root) === resolve(fileURLToPath(home))
  const names = isProduct ? {} : await namesIn(given)
  if (!names) return
  const files = schemaFiles(names)
  writeAll(given.root, files)
  const written = files.map(({ path }) => path.replace('schemas/', ''))
  process.stdout.write(`wrote ${written.join(', ')} to schemas/\n`)
})

/** Mistakes in the files of tenants do not matter here, so those are not read. */
async function namesIn(given: Settings): Promise<Names | undefined> {
  const begun = begin(readFiles(given), () => false)
  const model = modelOf(begun, [], { today: given.today, touched: new Set() })
  if (model) return namesOf(model)
  await print(begun.found, given.format)
  process.stderr.write('nothing was written\n')
  return undefined
}
