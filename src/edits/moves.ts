import type { Revision } from '../yaml/edit/edit.ts'
import { remove } from '../yaml/edit/remove-items.ts'
import { locate, type Mapping, type Node } from '../yaml/node.ts'

/** A change of the format of files: the version that made it, and how a file of an older one follows. */
interface Move {
  readonly version: string
  readonly revise: (root: Node) => Revision
}

const none: Revision = { edits: [], done: [], left: [] }

const moves: readonly Move[] = [{ version: '0.2.0', revise: servingPaths }]

/** What moves files from the format of one version to that of a later one. */
export function move(roots: readonly Node[], isBetween: (version: string) => boolean): Revision {
  const all = moves
    .filter(({ version }) => isBetween(version))
    .flatMap(({ revise }) => roots.map(revise))
  return {
    edits: all.flatMap(({ edits }) => edits),
    done: all.flatMap(({ done }) => done),
    left: all.flatMap(({ left }) => left)
  }
}

/** `serving.paths` became `serving.public`, which needs a host that only a person knows. */
function servingPaths(root: Node): Revision {
  const serving = root.kind === 'mapping' ? root.entries.get('serving') : undefined
  const paths = locate(root, ['serving', 'paths'])
  if (serving?.value.kind !== 'mapping' || paths?.kind !== 'scalar') return none
  if (!root.source.path.startsWith('platform/clusters/')) return none
  if (paths.value === true) {
    const message =
      'write `public: {host: ...}` in place of `paths: true`: public models need a host'
    return { ...none, left: [{ message, at: paths }] }
  }
  return {
    edits: remove(
      { key: serving.key, value: serving.value },
      new Set([indexOf(serving.value, 'paths')])
    ),
    done: [{ message: 'removed `serving.paths`, which is no field any more', at: paths }],
    left: []
  }
}

function indexOf({ entries }: Mapping, name: string): number {
  return [...entries.keys()].indexOf(name)
}
