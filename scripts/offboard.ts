import { offboard } from '../src/edits/offboard.ts'
import { command } from './cli/command.ts'
import { edit } from './cli/edit-files.ts'
import { readSettings, settings } from './cli/settings.ts'

const about = 'Removes a person from every file, and says which tenants need a new owner.'
const { root } = settings

await command({ name: 'offboard', about, operands: ['<person>'], flags: { root } }, async call => {
  const [person = ''] = call.operands
  await edit(readSettings(call), roots => offboard(roots, person))
})
