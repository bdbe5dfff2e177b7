import { own } from '../values/lookup.ts'
import type { Mention, Path } from '../yaml/node.ts'
import { placeIn } from '../yaml/node.ts'
import { groupOf } from './expand-groups.ts'
import type { Model } from './model.ts'

/** The groups that other groups and teams contain. */
export function nestedGroups({ directory }: Model): Mention[] {
  const { groups, teams } = directory.value
  const lists: (readonly [Path, readonly string[]])[] = [
    ...Object.entries(groups ?? {}).map(([name, list]) => [['groups', name], list] as const),
    ...Object.entries(teams ?? {}).map(
      ([name, { members = [] }]) => [['teams', name, 'members'], members] as const
    )
  ]
  return lists.flatMap(([path, list]) =>
    list.flatMap((member, index) => {
      const name = groupOf(member)
      return name === undefined ? [] : [{ name, at: placeIn(directory, [...path, index]) }]
    })
  )
}

/** The groups whose members are admins everywhere. */
export function adminGroups({ common }: Model): Mention[] {
  return (common.value.admins ?? []).flatMap(({ group }, index) =>
    group === undefined ? [] : [{ name: group, at: placeIn(common, ['admins', index, 'group']) }]
  )
}

/** The groups that a tenant lets in. */
export function memberGroups({ tenants }: Model): Mention[] {
  return tenants.flatMap(({ members }) => members.filter(({ kind }) => kind === 'group'))
}

/** Each cycle of groups, with the place where each group refers to the next. */
export function cycles({ directory }: Model): Mention[][] {
  const groups = directory.value.groups ?? {}
  const found: Mention[][] = []
  const done = new Set<string>()
  for (const start of Object.keys(groups)) {
    const path = [{ name: start, next: 0 }]
    for (let here = path.at(-1); here; here = path.at(-1)) {
      const member = own(groups, here.name)?.[here.next++]
      if (member === undefined) {
        path.pop()
        done.add(here.name)
        continue
      }
      const inner = groupOf(member)
      if (inner === undefined || done.has(inner)) continue
      const begin = path.findIndex(({ name }) => name === inner)
      if (begin < 0) path.push({ name: inner, next: 0 })
      else found.push(path.slice(begin).map(step))
    }
  }
  return found

  function step({ name, next }: { readonly name: string; readonly next: number }): Mention {
    return { name, at: placeIn(directory, ['groups', name, next - 1]) }
  }
}
