import type { Model } from './model.ts'
import type { Span } from './source.ts'
import type { Node } from './yaml.ts'

/** What somebody wrote: a value, or the name of a field. */
export interface Text extends Span {
  readonly text: string
  /** The field that it is a value of, and the one around that; names of fields are no value. */
  readonly key: string
  readonly around: string
}

type Visit = (text: Text) => void
type Field = Pick<Text, 'key' | 'around'>

/** Visits every text of every file that met its schema. */
export function walkFiles({ common, policy, directory, clusters, documents }: Model, visit: Visit) {
  for (const { root } of [common, policy, directory, ...clusters, ...documents]) {
    walk(root, visit, { key: '', around: '' })
  }
}

function walk(node: Node, visit: Visit, field: Field): void {
  if (node.kind === 'sequence') {
    for (const item of node.items) walk(item, visit, field)
  } else if (node.kind === 'mapping') {
    for (const [name, { key, value }] of node.entries) {
      visit({ ...key, text: name, key: '', around: field.key })
      walk(value, visit, { key: name, around: field.key })
    }
  } else visit({ ...node, text: String(node.value ?? ''), ...field })
}
