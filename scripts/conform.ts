import { command } from './cli/command.ts'
import { flagOf } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { readSettings, settings } from './cli/settings.ts'
import { conformAll } from './conform/conform-all.ts'

const about =
  'Builds everything that Flux or Argo CD would build, and checks it against schemas/objects/.'
const upstream = {
  value: '<folder>',
  about:
    'where Kubeflow is; by default the copy by `npx tenantry vendor`, or else the folder in UPSTREAM'
}

await command({ name: 'conform', about, flags: { ...settings, upstream } }, async call => {
  const given = readSettings(call)
  const { diagnostics, about, verdict } = await conformAll(given, flagOf(call, 'upstream'))
  await print(diagnostics, given.format)
  if (given.format === 'human') process.stdout.write(`${[...about, verdict].join('\n')}\n`)
})
