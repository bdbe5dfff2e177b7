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
import { noDefaultBranch } from './output/git.ts'
import { touchedSince } from './output/touched.ts'

const about = 'Checks all files of tenants/ and platform/, and explains every mistake.'

await command({ name: 'validate', about, flags: settings }, async call => {
  const given = readSettings(call)
  const check = () => compile(readFiles(given), { ...given, touched: touchedSince(given.root) })
  const { model, diagnostics } = progress('checking the files ...', check)
  const found = model ? await harmIn(given, model) : []
  const all = arrange([...diagnostics, ...found])
  await print(all, given.format)
  process.stderr.write(noDefaultBranch(given.root) ?? '')
  if (!model || all.some(isError) || isDocument(given.format)) return
  const tenants = count(new Set(model.tenants.map(({ name }) => name)).size, 'tenant')
  const good = all.length === 0 ? ', no mistakes' : ''
  process.stdout.write(`${tenants} on ${count(model.clusters.length, 'cluster')}${good}\n`)
})

/** What `generate` would say of the change. Loaded only here, because a file with a mistake waits for nothing. */
async function harmIn(given: Settings, model: Model): Promise<Diagnostic[]> {
  const [{ harm }, { residentsOf }] = await Promise.all([
    import('./output/harm.ts'),
    import('../charts/changes/counts.ts')
  ])
  return progress('counting the objects ...', () => harm(given, model, residentsOf(model)))
}
