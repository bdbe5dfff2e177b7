import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Comparison } from './comparison.ts'

/** The clusters that are there before and after. */
export function clusterPairs({ before, after }: Comparison) {
  const old = new Map((before.model?.clusters ?? []).map(cluster => [cluster.name, cluster]))
  return (after.model?.clusters ?? []).flatMap((is): { was: Cluster; is: Cluster }[] => {
    const was = old.get(is.name)
    return was ? [{ was, is }] : []
  })
}
