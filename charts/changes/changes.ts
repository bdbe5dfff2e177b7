import { collection } from '../../src/diagnostics/collect.ts'
import { type Diagnostic, isError } from '../../src/diagnostics/diagnostic.ts'
import type { Change, ChangeRule } from './change.ts'
import { forbiddenChange } from './forbidden-change.ts'
import { forbiddenHandover } from './forbidden-handover.ts'
import { forbiddenRemoval } from './forbidden-removal.ts'
import { forbiddenReshard } from './forbidden-reshard.ts'
import { invalidScale } from './invalid-scale.ts'
import { invalidShards } from './invalid-shards.ts'
import { missingGuards } from './missing-guards.ts'
import { riskyClusters } from './risky-clusters.ts'
import { riskyHandover } from './risky-handover.ts'
import { riskyMove } from './risky-move.ts'
import { riskyScale } from './risky-scale.ts'
import { unusedLeftover } from './unused-leftover.ts'

/** The rules that `validate` and `generate` ask. How objects change is not among them: it may be one of many attempts. */
export const first: readonly ChangeRule[] = [
  forbiddenRemoval,
  missingGuards,
  forbiddenReshard,
  forbiddenHandover,
  invalidShards,
  invalidScale,
  riskyScale
]

/** Every rule that judges a change. */
const all: readonly ChangeRule[] = [...first, forbiddenChange]

const warnings: readonly ChangeRule[] = [riskyMove, riskyClusters, riskyHandover, unusedLeftover]

export function judge(change: Change, rules = all): Diagnostic[] {
  const { report, all } = collection()
  for (const rule of rules) rule(change, report)
  // Warnings only help once the change itself is allowed.
  if (!all().some(isError)) for (const rule of warnings) rule(change, report)
  return all()
}
