import type { Cluster } from '../../src/cluster/cluster.ts'
import { areWeaker, strengthOf } from '../../src/cluster/guards.ts'
import type { Span } from '../../src/diagnostics/source.ts'
import { own } from '../../src/values/lookup.ts'
import type { ChangeRule } from './change.ts'
import { clusterIn } from './cluster-before.ts'

/** Refuses to weaken what protects a cluster, unless removals.yaml says so. */
export const missingGuards: ChangeRule = ({ before, after }, report) => {
  for (const cluster of after.clusters) {
    const was = clusterIn(before, cluster.at().source.path)
    if (!was || !areWeaker(cluster, was)) continue
    if (own(after.removals.value.guards, cluster.name)) continue
    report({ code: 'missing-guards', ...described(cluster) })
  }
}

function described({ name, at, ...cluster }: Cluster): Readonly<{
  message: string
  at: Span
  help: string
}> {
  const line = `\`guards: {${name}: {reason: ...}}\` in \`platform/removals.yaml\``
  return strengthOf({ ...cluster }) === 'none'
    ? {
        message: `cluster \`${name}\` would have no guards, because it would have no engine`,
        at: at('gitops'),
        help: `keep one of \`flux\` and \`argocd\` switched on; if the guards are meant to go, write ${line}`
      }
    : {
        message: `the guards of cluster \`${name}\` would only warn`,
        at: at('guards'),
        help: `remove the line; if it is meant, write ${line}`
      }
}
