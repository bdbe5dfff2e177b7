import type { Span } from '../diagnostics/source.ts'
import type { Model } from './model.ts'

/** The owner of a file in the folder of a team that they are not in. */
interface Outsider {
  readonly owner: string
  readonly team: string
  readonly at: Span
}

export function outsiders({ tenants }: Model): Outsider[] {
  return tenants.flatMap(({ owner, team, folder, at }) =>
    team?.name === folder && team && !team.members.includes(owner)
      ? [{ owner, team: team.name, at: at('owner') }]
      : []
  )
}
