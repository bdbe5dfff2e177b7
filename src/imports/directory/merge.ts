import type { DirectoryFile } from '../../documents/directory.ts'
import { expandFrom, groupOf } from '../../model/expand-groups.ts'
import { type Facts, factNames } from './export.ts'
import type { Snapshot } from './snapshot.ts'

/** The people and groups of the directory, sorted. */
export interface Roster {
  readonly people: ReadonlyMap<string, Facts>
  readonly groups: ReadonlyMap<string, readonly string[]>
}

type Normal = (email: string) => string

/** The current directory in the same form, for comparison. */
export function rosterOf({ people = {}, groups = {} }: DirectoryFile, normal: Normal): Roster {
  const known = Object.entries(people).map(([email, facts]) => [normal(email), facts] as const)
  const named = Object.entries(groups).map(([name, members]) => {
    return [name, members.map(member => personOr(member, normal))] as const
  })
  return { people: new Map(known), groups: new Map(named) }
}

/** The directory after an import. Keeps whatever the export says nothing about. */
export function merge(old: Roster, { people, groups }: Snapshot): Roster {
  const merged = Array.from(people, ([email, facts]) => {
    return [email, ordered({ ...old.people.get(email), ...facts })] as const
  })
  return { people: new Map(merged), groups: groups ?? without(old.groups, goneFrom(old, people)) }
}

/** The people who are no longer in the directory. */
export function goneFrom(old: Roster, people: Roster['people']): string[] {
  return [...old.people.keys()].filter(email => !people.has(email)).sort()
}

function without(groups: Roster['groups'], people: readonly string[]): Roster['groups'] {
  const gone = new Set(people)
  const left = Array.from(groups, ([name, members]) => {
    return [name, members.filter(member => !gone.has(member))] as const
  })
  return new Map(left)
}

function ordered(facts: Facts): Facts {
  const known = factNames.flatMap(name => {
    const fact = facts[name]
    return fact === undefined ? [] : [[name, fact] as const]
  })
  return Object.fromEntries(known)
}

function personOr(member: string, normal: Normal): string {
  return groupOf(member) === undefined ? normal(member) : member
}

/** At most one in this many may be removed at once. */
const share = 10

/**
 * Why an import would remove too much: a broken export must not off-board everybody. People who are
 * gone count once, not again in each of their groups.
 */
export function lossOf(before: Roster, after: Roster): string[] {
  if (after.people.size === 0) return ['there are no people in the export']
  const gone = goneFrom(before, after.people)
  const left = new Set(gone)
  const stays = new Set(grantsOf(after).map(({ text }) => text))
  const grants = grantsOf(before)
  const lost = grants.filter(({ person, text }) => !left.has(person) && !stays.has(text))
  return [
    ...excess(gone, before.people.size, 'people'),
    ...excess(
      lost.map(({ text }) => text),
      grants.length,
      'members of groups'
    )
  ]
}

/** Each person in each group, including nested groups. */
function grantsOf({ groups }: Roster): { readonly person: string; readonly text: string }[] {
  const expand = expandFrom({ groups: Object.fromEntries(groups) }, email => email)
  return [...groups.keys()].flatMap(group =>
    expand.group(group).map(person => ({ person, text: `${person} of ${group}` }))
  )
}

function excess(gone: readonly string[], all: number, noun: string): string[] {
  if (gone.length * share <= all) return []
  const [first = '', ...others] = gone
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  return [
    `${gone.length} of ${all} ${noun} would be removed, more than a tenth: \`${first}\`${more}`
  ]
}
