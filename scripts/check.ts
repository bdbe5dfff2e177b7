import { command } from './cli/command.ts'
import { flagOf } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { readSettings, settings } from './cli/settings.ts'
import { startSecond } from './output/compile/second-thread.ts'
import { pinFaults } from './output/pin-faults.ts'
import { remarksAbout, tell } from './output/print-differences.ts'

const about = 'Checks that generated/ is up to date with tenants/ and platform/; writes nothing.'
const base = {
  value: '<ref>',
  about: 'also check that the change since this branch or commit harms nothing that exists'
}
const sourcesOnly = {
  about: 'leave out generated/ and overlays, which another version of Tenantry checks'
}
const flags = { ...settings, base, 'sources-only': sourcesOnly }

await command({ name: 'check', about, flags }, async call => {
  const given = readSettings(call)
  const second = startSecond(given.root)
  const { check } = await import('./output/check-output.ts')
  const sourcesOnly = call.flags.has('sources-only')
  const against = { ref: flagOf(call, 'base'), second, sourcesOnly }
  const { diagnostics, differences } = await check(given, against)
  const pins = sourcesOnly ? [] : pinFaults(given.root)
  await print([...pins, ...diagnostics], given.format, remarksAbout(differences))
  if (!sourcesOnly) tell(differences, given.format)
})
