import { compile } from '../src/compile.ts'
import { arrange } from '../src/diagnostics/collect.ts'
import { type Diagnostic, isError } from '../src/diagnostics/diagnostic.ts'
import type { Model } from '../src/model/model.ts'
import { count } from '../src/text/prose.ts'
import { command } from './cli/command.ts'
import { print } from './cli/print.ts'
import { progress } from './cli/progress.ts'
import { isDocument, readSettings, type Settings, settings } from './cli/settings.ts'
import { readFiles } from './cli/sources.ts'
import { askedOnce, type Fork, noDefaultBranch } from './output/fork.ts'
import { touchedSince } from './output/touched.ts'

const about = 'Checks all files of tenants/ and platform/, and explains every mistake.'

const later =
  'more may show once these are mended, because later checks leave out files with mistakes\n'

await command({ name: 'validate', about, flags: settings }, async call => {
  const given = readSettings(call)
  const { fork, known } = askedOnce(given.root)
  const check = () => compile(readFiles(given), { ...given, touched: touchedSince(fork) })
  const { model, diagnostics } = progress('checking the files ...', check)
  const found = model ? await harmIn(given, model, fork()) : []
  const all = arrange([...diagnostics, ...found])
  await print(all, given.format)
  process.stderr.write(noDefaultBranch(known()))
  if (!model && !isDocument(given.format)) process.stderr.write(later)
  if (!model || all.some(isError) || isDocument(given.format)) return
  const tenants = count(new Set(model.tenants.map(({ name }) => name)).size, 'tenant')
  const good = all.length === 0 ? ', no mistakes' : ''
  process.stdout.write(`${tenants} on ${count(model.clusters.length, 'cluster')}${good}\n`)
})

/** What `generate` would say of the change. Loaded only here, because a file with a mistake waits for nothing. */
async function harmIn(given: Settings, model: Model, fork: Fork): Promise<Diagnostic[]> {
  const [{ harm }, { residentsOf }] = await Promise.all([
    import('./output/harm.ts'),
    import('../charts/changes/counts.ts')
  ])
  return progress('counting the objects ...', () => {
    return harm(given, { model, tenants: residentsOf(model), fork })
  })
}
