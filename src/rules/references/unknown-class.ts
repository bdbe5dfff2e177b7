import type { Cluster } from '../../cluster/cluster.ts'
import { classesOf } from '../../cluster/storage.ts'
import { hintFrom } from '../../text/suggest.ts'
import { own } from '../../values/lookup.ts'
import type { Mention } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'
import { mapped } from '../support/mapped-names.ts'

const code = 'unknown-class'
const noun = 'storage class'
const field = 'storage.classes'

/** A storage class for volumes or notebooks must be in the cluster's file. */
export const unknownClass: Rule = (model, report, context) => {
  ofTenants(model, report, context)
  for (const cluster of model.clusters) {
    const known = classesOf(cluster.file.storage)
    const hint = hintFrom(Object.keys(known), `add it under \`${field}\``)
    for (const { name, at } of ofNotebooks(cluster)) {
      if (own(known, name)) continue
      const message = `cluster \`${cluster.name}\` has no ${noun} \`${name}\``
      report({ code, message, at, help: hint(name) })
    }
  }
}

const ofTenants = mapped({
  code,
  noun,
  field,
  known: ({ storage }) => classesOf(storage),
  asked: ({ written, at }) =>
    (written.volumes ?? []).flatMap((volume, index) =>
      volume.class === undefined ? [] : [{ name: volume.class, at: at('volumes', index, 'class') }]
    )
})

function ofNotebooks({ notebooks: { workspace, volumes }, at }: Cluster): Mention[] {
  const mention = (name: string | null, ...path: readonly (string | number)[]): Mention[] =>
    name === null ? [] : [{ name, at: at('notebooks', ...path, 'class') }]
  return [
    ...mention(workspace.class, 'workspace'),
    ...volumes.flatMap((volume, index) => mention(volume.class, 'volumes', index))
  ]
}
