import type { Cluster } from '../../cluster/cluster.ts'
import { type Span, startOf } from '../../diagnostics/source.ts'
import { reservedBy } from '../../kubernetes/reserved.ts'
import type { Rule } from '../rule.ts'

/** A tenant's name must not be a reserved namespace on any of its clusters. */
export const forbiddenNamespace: Rule = ({ tenants }, report) => {
  for (const { name, file, cluster } of tenants) {
    const whose = reservedBy(name)
    const kept = keptBy(name, cluster)
    if (whose === undefined && !kept) continue
    report({
      code: 'forbidden-namespace',
      message: `namespace \`${name}\` belongs to ${whose ?? kept?.whose}`,
      at: startOf(file),
      ...(whose === undefined &&
        kept && { related: [{ message: 'it is reserved here', at: kept.at }] }),
      help: 'rename the file: its name becomes the name of the tenant and of its namespace'
    })
  }
}

/** Namespaces that are reserved on one cluster only. */
function keptBy(name: string, cluster: Cluster): { whose: string; at: Span } | undefined {
  const { at, reserved, monitoring, aws } = cluster
  const index = reserved.indexOf(name)
  if (index >= 0) return { whose: `cluster \`${cluster.name}\``, at: at('reserved', index) }
  if (name === monitoring) {
    return { whose: `monitoring on \`${cluster.name}\``, at: at('monitoring', 'namespace') }
  }
  if (name === aws.controllers) {
    return { whose: `the ACK controllers on \`${cluster.name}\``, at: at('aws', 'controllers') }
  }
  return undefined
}
