import { expandFrom } from '../model/expand-groups.ts'
import type { Model } from '../model/model.ts'
import { namings, people, strangers } from '../model/people.ts'
import { locate, type Node } from '../yaml/node.ts'
import type { Fate } from './offboard.ts'

/** Everybody who is named somewhere, but not in a directory that is complete. */
export function leavers(model: Model): string[] {
  return [...new Set(strangers(model).map(({ person }) => person))].sort()
}

/**
 * The next owner is the first admin whom the file names, and who is still there and in the team of the
 * folder; else nobody may go on.
 */
export function successorAmong(model: Model): (root: Node) => Fate {
  const { normal } = people(model)
  const left = new Set(leavers(model).map(normal))
  const { team } = expandFrom(model.directory.value, normal)
  return root => {
    const folder = /^tenants\/([^/]+)\//.exec(root.source.path)?.[1]
    const mayOwn = (person: string) => folder === undefined || team(folder).includes(person)
    const next = namings([root]).all.find(({ person, list, index }) => {
      const member = list?.value.kind === 'sequence' ? list.value.items[index] : undefined
      const role = member && locate(member, ['role'])
      const isAdmin = role?.kind === 'scalar' && role.value === 'admin'
      return isAdmin && !left.has(normal(person)) && mayOwn(normal(person))
    })
    return next ? { owner: next.person } : 'suspended'
  }
}
