import type { Right } from '../../charts/access/right.ts'
import { rightsOf, suspendedRights } from '../../charts/access/tenant-rights.ts'
import type { DirectoryFile } from '../../src/documents/directory.ts'
import { expandFrom } from '../../src/model/expand-groups.ts'
import type { Model } from '../../src/model/model.ts'
import { didYouMean } from '../../src/text/suggest.ts'
import { normalizeEmail } from '../../src/values/email.ts'
import { placeIn } from '../../src/yaml/node.ts'
import type { Answer } from './answer.ts'

/** A group or a team, as ways are written: `group:fraud-analysts`. */
const circle = /^(group|team):(.*)$/

export function isCircle(word: string): boolean {
  return circle.test(word)
}

/** What the people of a group or a team may do through it, and through the groups and teams that it is in. */
export function rightsOfCircle(model: Model, word: string, wide: readonly Right[]): Answer {
  const [, kind = '', name = ''] = circle.exec(word) ?? []
  const { groups = {}, teams = {} } = model.directory.value
  const known = Object.keys(kind === 'team' ? teams : groups)
  if (!known.includes(name)) {
    return { mistake: `there is no ${kind} \`${name}\`; ${didYouMean(name, known)}` }
  }
  const people = peopleIn(model, kind, name)
  const ways = around(model.directory.value, word)
  const isThrough = ({ way, who }: Right) => ways.has(way) && people.has(who.name)
  return {
    rights: [
      ...model.tenants.flatMap(rightsOf).filter(isThrough),
      ...asAdmins(model, ways, wide).filter(({ who }) => people.has(who.name))
    ],
    suspended: model.tenants.flatMap(suspendedRights).filter(isThrough)
  }
}

function peopleIn({ directory, emails }: Model, kind: string, name: string): ReadonlySet<string> {
  const expand = expandFrom(directory.value, email => normalizeEmail(email, emails.lowercase))
  return new Set(kind === 'team' ? expand.team(name) : expand.group(name))
}

/** The circle itself, and those that it is in, however deep. */
export function around(directory: DirectoryFile, word: string): ReadonlySet<string> {
  const { groups = {}, teams = {} } = directory
  const all = [
    ...Object.entries(groups).map(([name, list]) => ({ way: `group:${name}`, list })),
    ...Object.entries(teams).map(([name, { members }]) => ({ way: `team:${name}`, list: members }))
  ]
  const ways = new Set([word])
  // A set goes on to what is added to it.
  for (const inner of ways) {
    for (const { way, list } of all) if (list?.includes(inner)) ways.add(way)
  }
  return ways
}

/** The rights of admins by the entry that names the group, whatever other entry names them too. */
function asAdmins(model: Model, ways: ReadonlySet<string>, wide: readonly Right[]): Right[] {
  const { common } = model
  const index = (common.value.admins ?? []).findIndex(({ group }) => ways.has(`group:${group}`))
  if (index < 0) return []
  const at = placeIn(common, ['admins', index, 'group'])
  const all = peopleIn(model, 'group', common.value.admins?.[index]?.group ?? '')
  return wide
    .filter(({ way, who }) => way === 'platform' && all.has(who.name))
    .map(right => ({ ...right, at }))
}
