import type { DirectoryFile } from '../documents/directory.ts'
import { own } from '../values/lookup.ts'

/** All members of a group or team, including nested groups, without duplicates and in the listed order. */
export interface Expand {
  group(name: string): readonly string[]
  team(name: string): readonly string[]
}

const groupPrefix = 'group:'

export function expandFrom(directory: DirectoryFile, normal: (email: string) => string): Expand {
  const known = new Map<string, readonly string[]>()
  const groups = directory.groups ?? {}
  const teams = directory.teams ?? {}

  // Visit each group only once: a second visit, or one inside itself, would add nobody.
  function collect(members: readonly string[]): string[] {
    const people = new Set<string>()
    const entered = new Set<string>()
    const rest = members.toReversed()
    for (let member = rest.pop(); member !== undefined; member = rest.pop()) {
      const name = groupOf(member)
      if (name === undefined) people.add(normal(member))
      else if (!entered.has(name)) {
        entered.add(name)
        for (const inner of (own(groups, name) ?? []).toReversed()) rest.push(inner)
      }
    }
    return [...people]
  }

  function expand(key: string, members: readonly string[] = []): readonly string[] {
    const people = known.get(key) ?? collect(members)
    known.set(key, people)
    return people
  }

  return {
    group: name => expand(`group:${name}`, own(groups, name)),
    team: name => expand(`team:${name}`, own(teams, name)?.members)
  }
}

/** The group that a member refers to, if it is not a person. */
export function groupOf(member: string): string | undefined {
  return member.startsWith(groupPrefix) ? member.slice(groupPrefix.length) : undefined
}
