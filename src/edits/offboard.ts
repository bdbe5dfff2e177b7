import { namings } from '../model/people.ts'
import type { Revision } from '../yaml/edit/edit.ts'
import type { Node } from '../yaml/node.ts'
import { listName, removeNamings } from './remove-people.ts'

/** Removes a person from every file, except as an owner, because each tenant needs one. */
export function offboard(roots: readonly Node[], person: string): Revision {
  const { all, normal } = namings(roots)
  const found = all.filter(naming => normal(naming.person) === normal(person))
  return {
    edits: removeNamings(found),
    done: found.flatMap(({ person, at, list }) =>
      list ? [{ message: `removed \`${person}\` from \`${listName(list)}\``, at }] : []
    ),
    left: found.flatMap(({ person, at, list }) =>
      list ? [] : [{ message: `\`${person}\` owns this tenant, which needs a new \`owner\``, at }]
    )
  }
}
