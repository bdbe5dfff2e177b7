import { startOf } from '../../src/diagnostics/source.ts'
import { type ChangeRule, objectsPath } from './change.ts'
import { sourceIn } from './place-in-tenant.ts'

/** Warns about files that move to another folder, which decides about what they get and who approves. */
export const riskyMove: ChangeRule = ({ before, after }, report) => {
  const moves = new Map<string, string>()
  for (const tenant of after.tenants) {
    const path = objectsPath(tenant, 'bootstrap')
    const [was, is] = [sourceIn(before.read(path)), sourceIn(after.read(path))]
    if (was && is && folderOf(was) !== folderOf(is)) moves.set(is, was)
  }
  for (const [is, was] of moves) {
    report({
      code: 'risky-move',
      message: `the file moves from \`${folderOf(was)}\` to \`${folderOf(is)}\``,
      at: startOf({ path: is, text: after.read(is) ?? '' }),
      help: 'a team approves what is in its folder, and what the policy grants to the team counts only there: look at the quota in what is generated'
    })
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}
