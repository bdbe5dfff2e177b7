import type { Span } from '../../diagnostics/source.ts'
import type { Model } from '../../model/model.ts'
import type { Node } from '../../yaml/node.ts'
import type { Context } from '../rule.ts'

/** Where a value belongs: the field that it is a value of, and the one around that. */
export interface Field {
  readonly key: string
  readonly around: string
}

/** Of a value, or of the name of a field, which is no value of its own. */
type Visit = (text: string, field: Field, at: Span) => void

const nowhere: Field = { key: '', around: '' }

/** Visits every text and number, and the name of every field, in the files that met their schema. */
export function walkFiles(model: Model, { settled }: Context, visit: Visit): void {
  const { common, policy, directory, clusters, documents } = model
  const platform = settled ? [] : [common, policy, directory, ...clusters]
  for (const { root } of [...platform, ...documents]) walk(root, visit, nowhere)
}

function walk(node: Node, visit: Visit, field: Field): void {
  if (node.kind === 'sequence') {
    for (const item of node.items) walk(item, visit, field)
  } else if (node.kind === 'mapping') {
    for (const [name, { key, value }] of node.entries) {
      visit(name, nowhere, key)
      walk(value, visit, { key: name, around: field.key })
    }
  } else visit(String(node.value ?? ''), field, node)
}
