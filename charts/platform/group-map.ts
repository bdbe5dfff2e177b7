import type { DirectoryFile } from '../../src/documents/directory.ts'
import { groupOf } from '../../src/model/expand-groups.ts'

/**
 * Maps each group of the identity provider to itself and all groups that contain it. Other groups are
 * private and stay out of tokens.
 */
export function groupMap({ groups = {} }: DirectoryFile): Readonly<Record<string, string[]>> {
  const names = Object.keys(groups).sort()
  const around = (name: string) => names.filter(other => groups[other]?.some(holds(name)))
  return Object.fromEntries(
    names.map(name => {
      const found = new Set([name])
      for (const each of found) for (const outer of around(each)) found.add(outer)
      return [name, [...found].sort()]
    })
  )
}

function holds(name: string): (member: string) => boolean {
  return member => groupOf(member) === name
}
