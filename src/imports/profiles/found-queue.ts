import type { Queue } from '../../cluster/queues.ts'
import { textAt } from '../dump/pick.ts'
import type { LiveObject } from '../dump/read-dump.ts'
import type { TakeNote } from './found.ts'

/** The queue of the cluster's file that the namespace has a LocalQueue for. A tenant has one. */
export function queueOf(
  objects: readonly LiveObject[],
  queues: readonly Queue[],
  note: TakeNote
): string | undefined {
  const own = objects.filter(({ kind }) => kind === 'LocalQueue')
  const found = own.flatMap(({ name, fields }) => {
    const target = textAt(fields, 'spec', 'clusterQueue')
    const queue = queues.find(({ clusterQueue }) => clusterQueue === target)
    if (queue) return [{ name, queue }]
    note(
      'stays',
      `LocalQueue \`${name}\` leads to ClusterQueue \`${target}\`, which is no queue of the cluster's file`,
      "name it under `queues` of the cluster's file and in a rule of the policy, and then in `queue`"
    )
    return []
  })
  const [first, ...others] = found
  for (const { name } of others)
    note('stays', `LocalQueue \`${name}\` is one more, and a tenant has one queue`)
  if (!first) return undefined
  const { name, takesAll } = first.queue
  const wanted = takesAll ? 'default' : name
  if (first.name !== wanted)
    note(
      'changed',
      `LocalQueue \`${wanted}\` comes beside \`${first.name}\``,
      `let jobs name \`${wanted}\` in \`kueue.x-k8s.io/queue-name\`, and delete the old one once nothing waits in it`
    )
  return name
}
