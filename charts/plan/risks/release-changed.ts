import { clusterPairs } from '../cluster-pairs.ts'
import { lineAt } from '../line-at.ts'
import type { RiskRule } from './risk-rule.ts'

/** All tenants of the cluster run on it, and some of the work is done by hand. */
export const releaseChanged: RiskRule = {
  level: 'high',
  find: ({ comparison }) => {
    const moved = clusterPairs(comparison).filter(({ was, is }) => was.release !== is.release)
    return moved.map(({ was, is }) => ({
      message: `Kubeflow of cluster \`${is.name}\` changes from ${was.release} to ${is.release}`,
      help: 'read what the plan says of it, do what is to be done before the merge, and take one cluster after another',
      at: lineAt(is.at('kubeflow')),
      tenants: [],
      clusters: [is.name]
    }))
  }
}
