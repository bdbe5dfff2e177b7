import type { Source } from '../diagnostics/source.ts'
import type { Role } from '../model/members.ts'
import { forms } from '../schema/forms.ts'
import { fill } from '../yaml/edit/fill.ts'
import { locate } from '../yaml/node.ts'
import { parseYaml } from '../yaml/parse.ts'

export interface Guest {
  readonly person: string
  readonly role: Role | undefined
  readonly notebooks: boolean
}

/** A tenant's file with these people as further members. */
export function propose(file: Source, guests: readonly Guest[]): Source {
  const root = parseYaml(file, () => {})
  const members = root && locate(root, ['members'])
  const there = members?.kind === 'sequence' ? members.items.length : 0
  const fit = guests.filter(({ person, role }) => role !== undefined && forms.email.test(person))
  const wishes = fit.map(({ person, role = 'view', notebooks }, index) => {
    const isUsual = notebooks === (role !== 'view')
    const value = { user: person, role, ...(!isUsual && { notebooks }) }
    return { path: ['members', there + index], value }
  })
  return fill(file, wishes).file
}
