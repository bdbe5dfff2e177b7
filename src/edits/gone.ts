import type { Model } from '../model/model.ts'
import { namings, strangers } from '../model/people.ts'
import { locate, type Node } from '../yaml/node.ts'
import type { Fate } from './offboard.ts'

/** Everybody who is named somewhere, but not in a directory that is complete. */
export function leavers(model: Model): string[] {
  return [...new Set(strangers(model).map(({ person }) => person))].sort()
}

/** The next owner is the first admin whom the file names and who is still there; else nobody may go on. */
export function successorAmong(gone: readonly string[]): (root: Node) => Fate {
  return root => {
    const { all, normal } = namings([root])
    const left = new Set(gone.map(normal))
    const next = all.find(({ person, list, index }) => {
      const member = list?.value.kind === 'sequence' ? list.value.items[index] : undefined
      const role = member && locate(member, ['role'])
      return role?.kind === 'scalar' && role.value === 'admin' && !left.has(normal(person))
    })
    return next ? { owner: next.person } : 'suspended'
  }
}
