import { compile } from '../src/compile.ts'
import { count } from '../src/text/prose.ts'
import { command } from './cli/command.ts'
import { print } from './cli/print.ts'
import { progress } from './cli/progress.ts'
import { isDocument, readSettings, settings } from './cli/settings.ts'
import { readFiles } from './cli/sources.ts'
import { noDefaultBranch } from './output/git.ts'
import { touchedSince } from './output/touched.ts'

const about = 'Checks all files of tenants/ and platform/, and explains every mistake.'

await command({ name: 'validate', about, flags: settings }, async call => {
  const given = readSettings(call)
  const check = () => compile(readFiles(given), { ...given, touched: touchedSince(given.root) })
  const { model, diagnostics } = progress('checking the files ...', check)
  await print(diagnostics, given.format)
  process.stderr.write(noDefaultBranch(given.root) ?? '')
  if (!model || isDocument(given.format)) return
  const tenants = count(new Set(model.tenants.map(({ name }) => name)).size, 'tenant')
  const all = diagnostics.length === 0 ? ', no mistakes' : ''
  process.stdout.write(`${tenants} on ${count(model.clusters.length, 'cluster')}${all}\n`)
})
