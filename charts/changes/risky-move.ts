import { startOf } from '../../src/diagnostics/source.ts'
import type { ChangeRule } from './change.ts'

/** Warns about files that move to another folder, which decides about what they get and who approves. */
export const riskyMove: ChangeRule = ({ before, after }, report) => {
  const old = new Map(before.files.map(path => [nameOf(path), path]))
  const there = new Set(before.files)
  for (const is of new Set(after.tenants.map(({ file }) => file))) {
    const was = old.get(nameOf(is))
    if (was === undefined || there.has(is)) continue
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

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
