import { move } from '../../src/edits/moves.ts'
import { revise } from '../../src/yaml/edit/edit.ts'
import { parseYaml } from '../../src/yaml/parse.ts'
import { type Commit, changedSince, readFrom } from '../output/git.ts'
import { textAt } from '../system/text-at.ts'

/**
 * Whether people's files differ from a commit only as `upgrade` moves them to the format of this version. Then
 * there is nothing for the version before to judge, which may not know that format.
 */
export function isOnlyMoved(root: string, base: Commit): boolean {
  const changed = changedSince(base, ['tenants', 'platform'])
  const before = [...readFrom(base, changed)].filter(([path]) => path.endsWith('.yaml'))
  const roots = before.flatMap(([path, text]) => parseYaml({ path, text }, later) ?? [])
  // A move changes nothing in a file that has been moved already.
  const { edits } = move(roots, () => true)
  const moved = new Map(revise(edits).map(({ path, text }) => [path, text]))
  return changed.every(path => moved.has(path) && moved.get(path) === textAt(root, path))
}

/** A file that cannot be read is not moved, and so is a change. */
function later(): void {}
