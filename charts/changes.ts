import { arrange, type Diagnostic } from '../src/diagnostic.ts'
import type { Change, ChangeRule } from './changes/change.ts'
import { forbiddenChange } from './changes/forbidden-change.ts'
import { forbiddenRemoval } from './changes/forbidden-removal.ts'
import { forbiddenReshard } from './changes/forbidden-reshard.ts'
import { invalidShards } from './changes/invalid-shards.ts'

/** What a change may do to what is there already. */
const all: readonly ChangeRule[] = [
  forbiddenRemoval,
  forbiddenChange,
  forbiddenReshard,
  invalidShards
]

export function judge(change: Change, rules = all): Diagnostic[] {
  const found: Diagnostic[] = []
  for (const rule of rules) rule(change, diagnostic => void found.push(diagnostic))
  return arrange(found)
}
