import type { Related } from '../diagnostics/diagnostic.ts'
import { byList, type Naming, namings } from '../model/people.ts'
import { type Revision, respell } from '../yaml/edit/edit.ts'
import { type Node, toValue } from '../yaml/node.ts'
import { listName, removeNamings } from './remove-people.ts'

/** What to do with the places that contain the old e-mail. */
interface Changes {
  readonly respelled: Naming[]
  readonly dropped: Naming[]
  readonly left: Related[]
}

/**
 * Replaces a person's e-mail in every file. Where the new one is already listed with the same grants,
 * the old one is removed. If the grants differ, nothing is changed at all, because the new e-mail may
 * belong to somebody else.
 */
export function renamePerson(roots: readonly Node[], old: string, wanted: string): Revision {
  const { all, normal } = namings(roots)
  const next = normal(wanted)
  const isOld = ({ person }: Naming) => person !== next && normal(person) === normal(old)
  const changes: Changes = { respelled: [], dropped: [], left: [] }
  for (const together of byList(all)) {
    const present = together.filter(naming => !isOld(naming) && normal(naming.person) === next)
    for (const naming of together.filter(isOld)) {
      decide(naming, present, changes)
      present.push(naming)
    }
  }
  const { respelled, dropped, left } = changes
  if (left.length > 0) return { edits: [], done: [], left }
  return {
    edits: [...respelled.map(({ at }) => respell(at, next)), ...removeNamings(dropped)],
    done: [
      ...respelled.map(({ person, at }) => ({ message: `\`${person}\` is now \`${next}\``, at })),
      ...dropped.map(({ person, at }) => ({
        message: `removed \`${person}\`, which is already listed as \`${next}\``,
        at
      }))
    ],
    left
  }
}

function decide(naming: Naming, present: readonly Naming[], changes: Changes): void {
  const { person, at, list } = naming
  if (!list || present.length === 0) changes.respelled.push(naming)
  else if (present.some(other => grantOf(other) === grantOf(naming))) changes.dropped.push(naming)
  else {
    const message = `\`${person}\` would be in \`${listName(list)}\` twice, with different values; remove one of the two`
    changes.left.push({ message, at })
  }
}

/** Everything about an item except the name, independent of the order of its fields. */
function grantOf({ list, index }: Naming): string {
  if (list?.value.kind === 'sequence') return textOf(list.value.items[index], ['user', 'email'])
  return textOf([...(list?.value.entries.values() ?? [])][index]?.value, [])
}

function textOf(node: Node | undefined, names: readonly string[]): string {
  if (node?.kind !== 'mapping') return ''
  const fields = [...node.entries].filter(([name]) => !names.includes(name))
  return fields
    .map(([name, { value }]) => JSON.stringify([name, toValue(value)]))
    .sort()
    .join()
}
