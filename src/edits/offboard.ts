import type { Related } from '../diagnostics/diagnostic.ts'
import { type Naming, namings } from '../model/people.ts'
import { type Edit, type Revision, respell } from '../yaml/edit/edit.ts'
import { put } from '../yaml/edit/fill.ts'
import { locate, type Node } from '../yaml/node.ts'
import { listName, removeNamings } from './remove-people.ts'

/** What becomes of a tenant whose owner leaves. */
export type Fate = { readonly owner: string } | 'suspended' | 'left'

/** Removes people from every file. Each tenant that they own needs an owner, so `fateOf` decides about it. */
export function offboard(
  roots: readonly Node[],
  people: readonly string[],
  fateOf: (root: Node) => Fate = () => 'left'
): Revision {
  const { all, normal } = namings(roots)
  const gone = new Set(people.map(normal))
  const found = all.filter(({ person }) => gone.has(normal(person)))
  const parts = roots.flatMap(root =>
    found
      .filter(({ at, list }) => !list && at.source === root.source)
      .map(owner => inherit(root, owner, fateOf(root)))
  )
  // The new owner needs no membership beside it.
  const heirs = all.filter(({ list, at, person }) => {
    return list && parts.some(part => part.source === at.source && part.owner === normal(person))
  })
  const listed = [...new Set([...found.filter(({ list }) => list), ...heirs])]
  return {
    edits: [...removeNamings(listed), ...parts.flatMap(({ edits }) => edits)],
    done: [...listed.flatMap(removed), ...parts.flatMap(({ done }) => done)],
    left: parts.flatMap(({ left }) => left)
  }
}

function removed({ person, at, list }: Naming): Related[] {
  return list ? [{ message: `removed \`${person}\` from \`${listName(list)}\``, at }] : []
}

interface Part extends Revision {
  readonly source: Node['source']
  readonly owner: string
}

function inherit(root: Node, { person, at }: Naming, fate: Fate): Part {
  const part = { source: root.source, owner: '', edits: [], done: [], left: [] }
  if (isEnding(root)) return part
  if (fate === 'left') {
    const message = `\`${person}\` owns this tenant, which needs a new \`owner\`: use \`--to\` or \`--suspend\``
    return { ...part, left: [{ message, at }] }
  }
  if (fate === 'suspended') {
    const edit = put(root, ['state'], 'suspended')
    const message = `suspended, because its owner \`${person}\` leaves; it needs a new \`owner\``
    return { ...part, edits: edit ? [edit] : [], done: [{ message, at }] }
  }
  const edits: Edit[] = [respell(at, fate.owner)]
  const message = `\`${fate.owner}\` is the owner instead of \`${person}\``
  return { ...part, owner: fate.owner, edits, done: [{ message, at }] }
}

/** Whether nobody can use the tenant any more, so that who owns it can wait. */
function isEnding(root: Node): boolean {
  const state = locate(root, ['state'])
  return state?.kind === 'scalar' && ['suspended', 'released'].includes(String(state.value))
}
