import { renamePerson } from '../src/edits/rename.ts'
import { parseEmail } from '../src/values/email.ts'
import { command } from './cli/command.ts'
import { edit } from './cli/edit-files.ts'
import { readSettings, settings } from './cli/settings.ts'
import { UsageError } from './system/usage-error.ts'

const about = 'Changes the e-mail address of a person in every file that names them.'
const operands = ['<old>', '<new>']
const { root } = settings

await command({ name: 'rename-person', about, operands, flags: { root } }, async call => {
  const [old = '', next = ''] = call.operands
  if (!parseEmail(next)) throw new UsageError(`\`${next}\` is not an e-mail address`)
  await edit(readSettings(call), roots => renamePerson(roots, old, next))
})
