import type { Document } from '../documents/parsed.ts'
import type { Mention } from '../model/model.ts'
import { locate, type Path } from './parse.ts'

/** The clusters that a `clusters` field names: a list, or a map to what differs there. */
export function clustersIn<T>({ root }: Document<T>, path: Path): Mention[] {
  const clusters = locate(root, path)
  if (clusters?.kind === 'mapping') {
    return Array.from(clusters.entries, ([name, { key }]) => ({ name, at: key }))
  }
  const items = clusters?.kind === 'sequence' ? clusters.items : []
  return items.flatMap(item =>
    item.kind === 'scalar' ? [{ name: String(item.value), at: item }] : []
  )
}
