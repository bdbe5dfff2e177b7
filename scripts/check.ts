import { command } from './cli/command.ts'
import { flagOf } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { readSettings, settings } from './cli/settings.ts'
import { startSecond } from './output/compile/second-thread.ts'
import { tell } from './output/print-differences.ts'

const about = 'Says whether generated/ is what tenants/ and platform/ come to; writes nothing.'
const base = {
  value: '<ref>',
  about: 'also whether the change since this branch or commit harms nothing that is there'
}
const removal = {
  value: '<tenant>',
  repeatable: true,
  about: 'lets this tenant go though it was not released; again for another'
}
const flags = { ...settings, base, 'allow-removal': removal }

await command({ name: 'check', about, flags }, async call => {
  const given = readSettings(call)
  const allowed = new Set(call.flags.get('allow-removal'))
  const second = startSecond(given.root)
  const { check } = await import('./output/check-output.ts')
  const against = { ref: flagOf(call, 'base'), allowed, second }
  const { diagnostics, differences } = await check(given, against)
  await print(diagnostics, given.format)
  tell(differences, given.format)
})
