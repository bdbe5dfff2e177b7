import type { Node } from '../yaml.ts'

/** A field of a map; nothing if it is not there, or there is no map. */
export function fieldOf(node: Node | undefined, name: string): Node | undefined {
  return node?.kind === 'mapping' ? node.entries.get(name)?.value : undefined
}

/** A text, or the empty one. */
export function textOf(node: Node | undefined, ...path: readonly string[]): string {
  const found = path.reduce(fieldOf, node)
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value : ''
}

/** The entries of a list; none if there is no list. */
export function listOf(node: Node | undefined, ...path: readonly string[]): readonly Node[] {
  const found = path.reduce(fieldOf, node)
  return found?.kind === 'sequence' ? found.items : []
}
