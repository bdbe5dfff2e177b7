import type { DirectoryFile } from './directory.ts'

/** Everybody in a group or team of the directory, each once, in the order they are listed. */
export interface Expand {
  group(name: string): readonly string[]
  team(name: string): readonly string[]
}

const groupPrefix = 'group:'

export function expander(directory: DirectoryFile, normal: (email: string) => string): Expand {
  const known = new Map<string, readonly string[]>()
  const groups = directory.groups ?? {}
  const teams = directory.teams ?? {}

  function collect(members: readonly string[], into: Set<string>, above: readonly string[]): void {
    for (const member of members) {
      const name = groupOf(member)
      if (name === undefined) into.add(normal(member))
      // A group inside itself is a mistake that a rule reports; here it adds nobody.
      else if (!above.includes(name)) collect(own(groups, name) ?? [], into, [...above, name])
    }
  }

  function expand(key: string, members: readonly string[], above: readonly string[]) {
    const found = known.get(key)
    if (found) return found
    const people = new Set<string>()
    collect(members, people, above)
    const result = [...people]
    known.set(key, result)
    return result
  }

  return {
    group: name => expand(`group:${name}`, own(groups, name) ?? [], [name]),
    team: name => expand(`team:${name}`, own(teams, name)?.members ?? [], [])
  }
}

/** The group that an entry of a group stands for, if it stands for one. */
export function groupOf(member: string): string | undefined {
  return member.startsWith(groupPrefix) ? member.slice(groupPrefix.length) : undefined
}

/** What a map of the file says under a name; names such as `constructor` are ordinary. */
export function own<T>(map: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return map && Object.hasOwn(map, name) ? map[name] : undefined
}
