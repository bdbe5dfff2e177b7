import { command } from './cli/command.ts'
import { flagOf } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { readSettings, settings } from './cli/settings.ts'
import { startSecond } from './output/compile/second-thread.ts'
import { tell } from './output/print-differences.ts'

const about = 'Checks that generated/ is up to date with tenants/ and platform/; writes nothing.'
const base = {
  value: '<ref>',
  about: 'also check that the change since this branch or commit harms nothing that exists'
}
const flags = { ...settings, base }

await command({ name: 'check', about, flags }, async call => {
  const given = readSettings(call)
  const second = startSecond(given.root)
  const { check } = await import('./output/check-output.ts')
  const against = { ref: flagOf(call, 'base'), second }
  const { diagnostics, differences } = await check(given, against)
  await print(diagnostics, given.format)
  tell(differences, given.format)
})
