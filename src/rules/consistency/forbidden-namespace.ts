import type { Cluster } from '../../cluster/cluster.ts'
import { type Span, startOf } from '../../diagnostics/source.ts'
import { reservedBy } from '../../kubernetes/reserved.ts'
import type { Model } from '../../model/model.ts'
import { matches } from '../../values/glob.ts'
import { placeIn } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** A tenant's name must be free: on all its clusters, and of namespaces that the policy lets in. */
export const forbiddenNamespace: Rule = ({ tenants, policy }, report) => {
  const granted = grantedIn(policy)
  for (const { name, file, cluster } of tenants) {
    const whose = reservedBy(name)
    const kept = keptBy(name, cluster) ?? granted(name)
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

interface Kept {
  readonly whose: string
  readonly at: Span
}

/**
 * Finds namespaces that `workloads` names, because whoever had one would have the grants of its
 * service accounts on clusters where it is free. A star alone names none.
 */
function grantedIn({ value, root }: Model['policy']): (name: string) => Kept | undefined {
  const patterns = value.flatMap(({ workloads = [] }, rule) =>
    workloads.map((glob, item) => ({ glob, at: placeIn({ root }, [rule, 'workloads', item]) }))
  )
  const named = patterns.filter(({ glob }) => !/^\*+$/.test(glob))
  return name => {
    const found = named.find(({ glob }) => matches(glob, name))
    return found && { whose: 'service accounts that the policy lets in', at: found.at }
  }
}

/** Namespaces that are reserved on one cluster only. */
function keptBy(name: string, cluster: Cluster): Kept | undefined {
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
