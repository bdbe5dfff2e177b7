import type { Cluster } from '../../cluster/cluster.ts'
import type { ClusterFile } from '../../cluster/file.ts'
import type { Code } from '../../diagnostics/codes.ts'
import type { Tenant } from '../../model/tenant.ts'
import { andList } from '../../text/prose.ts'
import { hintFrom } from '../../text/suggest.ts'
import { own } from '../../values/lookup.ts'
import type { Mention } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** A kind of name that each cluster's file defines. */
interface Mapped {
  readonly code: Code
  readonly noun: string
  /** The field of the cluster's file. */
  readonly field: string
  readonly known: (file: ClusterFile) => Readonly<Record<string, unknown>> | undefined
  readonly asked: (tenant: Tenant) => readonly Mention[]
}

/** A name of the kind must be defined on each of the tenant's clusters. */
export function mapped({ code, noun, field, known, asked }: Mapped): Rule {
  const knows = ({ file }: Cluster, name: string) => own(known(file), name) !== undefined
  return ({ clusters, tenants }, report) => {
    for (const cluster of clusters) {
      const addition = `under \`${field}\` of \`platform/clusters/${cluster.name}.yaml\``
      const hint = hintFrom(
        Object.keys(known(cluster.file) ?? {}),
        `the platform team can add one ${addition}`
      )
      const here = tenants.filter(tenant => tenant.cluster.name === cluster.name)
      for (const { name, at } of here.flatMap(asked)) {
        if (knows(cluster, name)) continue
        const message = `cluster \`${cluster.name}\` has no ${noun} \`${name}\``
        const others = clusters.filter(other => knows(other, name)).map(other => other.name)
        const help = others.length > 0 ? differs(cluster, others, addition) : hint(name)
        report({ code, message, at, help })
      }
    }
  }
}

function differs({ name }: Cluster, others: readonly string[], addition: string): string {
  const elsewhere = `${andList(others)} ${others.length === 1 ? 'has' : 'have'} one`
  const exception = `under \`clusters\`, write what differs on \`${name}\``
  return `${elsewhere}; ${exception}, or ask the platform team to add one ${addition}`
}
