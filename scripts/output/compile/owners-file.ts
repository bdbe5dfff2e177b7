import { codeowners, codeownersPath as path, teamReviewersOf } from '../../../charts/codeowners.ts'
import { isOurs } from '../../../charts/objects/generated.ts'
import type { Source } from '../../../src/diagnostics/source.ts'
import type { Model } from '../../../src/model/model.ts'
import type { Difference } from '../disk/compare-folder.ts'
import { readOn } from '../disk/read-tree.ts'
import type { Facts } from './task.ts'

/**
 * The only file outside generated/ that we write: CODEOWNERS, if common.yaml names the owners of
 * everything else.
 */
export function ownersFile(model: Model, facts: readonly Facts[]): Source[] {
  const { owners } = model.common.value
  if (owners === undefined) return []
  const present = facts.filter(({ sites }) => sites.length > 0)
  const reviewers = present.map(({ outline, reviewers }) => [outline.name, reviewers] as const)
  return [{ path, text: codeowners(owners, teamReviewersOf(model), new Map(reviewers)) }]
}

/** Compares CODEOWNERS with the disk. A file that a person wrote is left alone. */
export function surveyOwners(root: string, wanted: Source | undefined): Difference[] {
  const there = readOn(root)(path)
  if (there === wanted?.text) return []
  if (there === undefined) return [{ path, kind: 'missing' }]
  if (!isOurs(path, there)) return wanted ? [{ path, kind: 'extra' }] : []
  return [{ path, kind: wanted ? 'changed' : 'stale' }]
}
