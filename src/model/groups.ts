import type { Path } from '../yaml/parse.ts'
import { placeIn } from '../yaml/place.ts'
import { groupOf } from './directory.ts'
import type { Mention, Model } from './model.ts'

/** The groups that other groups and teams of the directory hold. */
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

/** The groups whose people are admins everywhere. */
export function adminGroups({ common }: Model): Mention[] {
  return (common.value.admins ?? []).flatMap(({ group }, index) =>
    group === undefined ? [] : [{ name: group, at: placeIn(common, ['admins', index, 'group']) }]
  )
}

/** The groups whose people a tenant lets in. */
export function memberGroups({ tenants }: Model): Mention[] {
  return tenants.flatMap(({ members }) => members.filter(({ kind }) => kind === 'group'))
}
