import type { Mention } from '../model/model.ts'
import type { Node } from './parse.ts'

/** The names in a list, or in a map to what is said of each. */
export function named(clusters: Node | undefined): Mention[] {
  if (clusters?.kind === 'mapping') {
    return Array.from(clusters.entries, ([name, { key }]) => ({ name, at: key }))
  }
  const items = clusters?.kind === 'sequence' ? clusters.items : []
  return items.flatMap(item =>
    item.kind === 'scalar' ? [{ name: String(item.value), at: item }] : []
  )
}
