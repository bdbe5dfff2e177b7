import { arrange, type Diagnostic } from '../src/diagnostics/diagnostic.ts'
import type { Change, ChangeRule } from './changes/change.ts'
import { forbiddenChange } from './changes/forbidden-change.ts'
import { forbiddenRemoval } from './changes/forbidden-removal.ts'
import { forbiddenReshard } from './changes/forbidden-reshard.ts'
import { invalidShards } from './changes/invalid-shards.ts'
import { unusedLeftover } from './changes/unused-leftover.ts'

/** What a change may do to what is there already. */
const all: readonly ChangeRule[] = [
  forbiddenRemoval,
  forbiddenChange,
  forbiddenReshard,
  invalidShards
]

export function judge(change: Change, rules = all): Diagnostic[] {
  const found: Diagnostic[] = []
  const report = (diagnostic: Diagnostic) => void found.push(diagnostic)
  for (const rule of rules) rule(change, report)
  // What a change leaves behind matters once it may be made.
  if (found.length === 0) unusedLeftover(change, report)
  return arrange(found)
}
