import { groupPeople, type Wish } from '../src/edits/new.ts'
import type { Model } from '../src/model/model.ts'
import { didYouMean } from '../src/text/suggest.ts'
import { type Call, type Flag, flagOf } from './cli/flags.ts'
import { UsageError } from './system/usage-error.ts'

export const wishes = {
  owner: { value: '<e-mail>', about: 'who answers for it' },
  team: { value: '<team>', about: 'of the directory; it becomes the folder' },
  template: { value: '<name>', about: 'whose defaults apply; `personal` for a group' },
  preset: { value: '<name>', about: 'how much it may use' },
  group: { value: '<group>', about: 'instead of a name and an owner: one tenant for each member' },
  name: { value: '<pattern>', about: 'with a group: `{user}`, or more such as `ds-{user}`' }
} as const satisfies Record<string, Flag>

/** Who gets a tenant of what name. */
export interface Request {
  readonly pattern: string
  readonly wish: Omit<Wish, 'owner'>
  readonly people: (model: Model) => readonly string[]
}

/** One tenant for one owner, or one each for a group: the two do not mix. */
export function readRequest(call: Call): Request {
  const [operand] = call.operands
  const [owner, group, name] = [flagOf(call, 'owner'), flagOf(call, 'group'), flagOf(call, 'name')]
  const [team, template, preset] = [
    flagOf(call, 'team'),
    flagOf(call, 'template'),
    flagOf(call, 'preset')
  ]
  for (const word of [operand, name, team]) refuseWay(word)
  if (group === undefined) {
    if (operand === undefined || name !== undefined) throw new UsageError('`new` needs a name')
    if (owner === undefined) throw new UsageError('`new` needs `--owner <e-mail>`')
    return { pattern: operand, wish: { team, template, preset }, people: () => [owner] }
  }
  if (operand !== undefined || owner !== undefined) {
    throw new UsageError('`--group` takes the place of a name and an owner')
  }
  if (!name?.includes('{user}'))
    throw new UsageError('`--group` needs `--name` with `{user}` in it')
  const wish = { team, template: template ?? 'personal', preset }
  return { pattern: name, wish, people: model => members(model, group) }
}

function refuseWay(word: string | undefined): void {
  if (word === undefined || !/[/\\]|^\.+$/.test(word)) return
  throw new UsageError(`\`${word}\` is a way through folders, not a name`)
}

function members(model: Model, group: string): readonly string[] {
  const people = groupPeople(model, group)
  if (people === undefined) {
    const known = Object.keys(model.directory.value.groups ?? {})
    throw new UsageError(`there is no group \`${group}\`; ${didYouMean(group, known)}`)
  }
  if (people.length === 0) throw new UsageError(`nobody is in group \`${group}\``)
  return people
}
