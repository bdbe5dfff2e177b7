import type { ClusterFile } from '../../cluster/file.ts'
import { classesOf } from '../../cluster/storage.ts'
import type { ListField } from '../../model/grants.ts'
import { hintFrom } from '../../text/suggest.ts'
import { placeIn } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** What a rule of the policy can name, and where each cluster's file says what there is. */
interface Named {
  readonly field: ListField
  readonly noun: string
  readonly known: (file: ClusterFile) => object | undefined
}

const fields: readonly Named[] = [
  { field: 'pools', noun: 'a node pool', known: ({ pools }) => pools },
  { field: 'queues', noun: 'a queue', known: ({ queues }) => queues },
  { field: 'shares', noun: 'a share', known: ({ storage }) => storage?.shares },
  { field: 'classes', noun: 'a storage class', known: ({ storage }) => classesOf(storage) },
  { field: 'policies', noun: 'an AWS policy', known: ({ aws }) => aws.policies },
  { field: 'roles', noun: 'an AWS role', known: ({ aws }) => aws.roles }
]

/** Warns about grants of something that no cluster has; patterns may match later. */
export const unusedGrant: Rule = ({ policy, clusters }, report, context) => {
  if (context.settled || context.clusters?.length) return
  for (const { field, noun, known } of fields) {
    const names = new Set(clusters.flatMap(({ file }) => Object.keys(known(file) ?? {})))
    const hint = hintFrom(names, "the platform team adds one in a cluster's file")
    policy.value.forEach((rule, index) => {
      rule[field]?.forEach((name, position) => {
        if (names.has(name) || /[*?]/.test(name)) return
        const message = `no cluster has ${noun} \`${name}\``
        const at = placeIn(policy, [index, field, position])
        report({ code: 'unused-grant', message, at, help: hint(name) })
      })
    })
  }
}
