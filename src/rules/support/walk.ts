import type { Span } from '../../diagnostics/source.ts'
import type { Model } from '../../model/model.ts'
import type { Node } from '../../yaml/node.ts'
import type { Context } from '../rule.ts'

/** The field that a value belongs to, and the field around it. */
export interface Field {
  readonly key: string
  readonly around: string
}

/** Called for a value, or for the name of a field, which has no value of its own. */
type Visit = (text: string, field: Field, at: Span) => void

const nowhere: Field = { key: '', around: '' }

/** Visits every text and number, and every field name, in all valid files. */
export function walkFiles(model: Model, { settled }: Context, visit: Visit): void {
  const { common, policy, removals, directory, clusters, documents } = model
  const platform = settled ? [] : [common, policy, removals, directory, ...clusters]
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
