import type { Cluster } from '../../../src/cluster/cluster.ts'
import { clusterPairs } from '../cluster-pairs.ts'
import { lineAt } from '../line-at.ts'
import type { RiskRule } from './risk-rule.ts'

/** Tenants get other roots, and a root that goes may take its objects with it. */
export const shardsChanged: RiskRule = {
  level: 'high',
  find: ({ comparison }) => {
    return clusterPairs(comparison).flatMap(({ was, is }) => {
      const [before, after] = [was, is].map(grouping)
      if (before === undefined || after === undefined || before === after) return []
      return [
        {
          message: `the tenants of cluster \`${is.name}\` are reconciled in ${after} in the place of ${before}`,
          help: 'follow the three steps of `npx tenantry explain forbidden-reshard`',
          at: lineAt(is.at('gitops', is.gitops.perTenant ? 'perTenant' : 'shards')),
          tenants: [],
          clusters: [is.name]
        }
      ]
    })
  }
}

function grouping({ gitops: { perTenant, shards } }: Cluster): string {
  return perTenant ? 'a root each' : shards === 1 ? '1 shard' : `${shards} shards`
}
