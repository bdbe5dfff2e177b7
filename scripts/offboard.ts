import { compile } from '../src/compile.ts'
import { leavers, successorAmong } from '../src/edits/gone.ts'
import { type Fate, offboard } from '../src/edits/offboard.ts'
import { namings } from '../src/model/people.ts'
import { didYouMean } from '../src/text/suggest.ts'
import { parseEmail } from '../src/values/email.ts'
import type { Node } from '../src/yaml/node.ts'
import { command } from './cli/command.ts'
import { edit } from './cli/edit-files.ts'
import { type Call, flagOf } from './cli/flags.ts'
import { print } from './cli/print.ts'
import { readSettings, settings } from './cli/settings.ts'
import { readFiles } from './cli/sources.ts'
import { UsageError } from './system/usage-error.ts'

const about = 'Removes people from every file, and decides about the tenants that they own.'
const { root, today } = settings
const flags = {
  to: { value: '<e-mail>', about: 'the new owner of their tenants' },
  suspend: { about: 'suspends their tenants until somebody else takes them over' },
  gone: {
    about:
      'everybody who is missing from a complete directory; the first admin among the members takes over, else the tenant is suspended'
  },
  root,
  today
}

await command({ name: 'offboard', about, operands: ['[person...]'], flags }, async call => {
  const given = readSettings(call)
  const fate = fateIn(call)
  if (!call.flags.has('gone')) {
    if (call.operands.length === 0) throw new UsageError('`offboard` needs a person')
    return edit(given, roots => {
      refuseUnknown(roots, call.operands)
      return offboard(roots, call.operands, () => fate ?? 'left')
    })
  }
  if (call.operands.length > 0) throw new UsageError('`--gone` replaces the names of people')
  const { model, diagnostics } = compile(readFiles(given), { ...given, touched: new Set() })
  if (!model) return print(diagnostics, given.format)
  if (!model.directory.value.complete) {
    throw new UsageError('only a directory that says `complete: true` shows who is gone')
  }
  const gone = leavers(model)
  await edit(given, roots => offboard(roots, gone, fate ? () => fate : successorAmong(gone)))
})

function fateIn(call: Call): Fate | undefined {
  const owner = flagOf(call, 'to')
  const suspends = call.flags.has('suspend')
  if (owner === undefined) return suspends ? 'suspended' : undefined
  if (suspends) throw new UsageError('a tenant gets a new owner or is suspended, not both')
  if (!parseEmail(owner)) throw new UsageError(`\`${owner}\` is not an e-mail address`)
  if (call.operands.includes(owner)) throw new UsageError(`\`${owner}\` cannot leave and take over`)
  return { owner }
}

function refuseUnknown(roots: readonly Node[], people: readonly string[]): void {
  const { all, normal } = namings(roots)
  const known = new Set(all.map(({ person }) => normal(person)))
  const unknown = people.find(person => !known.has(normal(person)))
  if (unknown === undefined) return
  throw new UsageError(`no file names \`${unknown}\`; ${didYouMean(unknown, known)}`)
}
