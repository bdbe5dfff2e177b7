import { expire } from '../src/edits/expire.ts'
import { command } from './cli/command.ts'
import { edit } from './cli/edit-files.ts'
import { readSettings, settings } from './cli/settings.ts'

const about = 'Removes the members whose last day has passed from tenants and templates.'
const { root, today } = settings

await command({ name: 'expire', about, flags: { root, today } }, async call => {
  const given = readSettings(call)
  await edit(given, roots => expire(roots, given.today))
})
