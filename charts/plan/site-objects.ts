import type { Comparison, Pair, Site } from './comparison.ts'
import { objectChanges } from './object-changes.ts'
import type { ObjectChange } from './plan-data.ts'

type Where = Pick<Site, 'tenant' | 'cluster' | 'pairs'>

/** The objects of a tenant that change, and what becomes of those that go. */
export function siteObjects(
  { tenant, cluster, pairs }: Where,
  comparison: Comparison
): ObjectChange[] {
  const ground = { cluster: clusterIn(comparison, cluster), leaving: new Set<string>() }
  const [namespace] = objectChanges(pairs.filter(isNamespace), ground)
  const isLeaving = namespace?.fate === 'deleted' || namespace?.fate === 'waits for confirmation'
  return objectChanges(pairs, { ...ground, leaving: new Set(isLeaving ? [tenant] : []) })
}

export function clusterIn({ after }: Comparison, wanted: string) {
  return after.model?.clusters.find(({ name }) => name === wanted)
}

function isNamespace({ was }: Pair): boolean {
  return was?.kind === 'Namespace'
}
