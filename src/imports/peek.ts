import type { Node } from '../yaml/node.ts'

/** A field of a map; nothing if either is missing. */
export function fieldOf(node: Node | undefined, name: string): Node | undefined {
  return node?.kind === 'mapping' ? node.entries.get(name)?.value : undefined
}

/** The text at a path, or an empty one. */
export function textOf(node: Node | undefined, ...path: readonly string[]): string {
  const found = path.reduce(fieldOf, node)
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value : ''
}

/** A boolean, also as text, since Entra ID writes `"False"` where SCIM requires `false`. */
export function flagIn(node: Node | undefined): boolean | undefined {
  const text = node?.kind === 'scalar' ? String(node.value).trim().toLowerCase() : ''
  if (text === 'true') return true
  return text === 'false' ? false : undefined
}

/** The list at a path, or an empty one. */
export function listOf(node: Node | undefined, ...path: readonly string[]): readonly Node[] {
  const found = path.reduce(fieldOf, node)
  return found?.kind === 'sequence' ? found.items : []
}

/** Removes nulls, which JSON writers use for unknown values. */
export function withoutNulls(node: Node): Node {
  if (node.kind === 'scalar') return node
  if (node.kind === 'sequence')
    return { ...node, items: node.items.filter(isSaid).map(withoutNulls) }
  const entries = Array.from(node.entries, ([name, { key, value }]) => {
    return isSaid(value) ? [[name, { key, value: withoutNulls(value) }] as const] : []
  })
  return { ...node, entries: new Map(entries.flat()) }
}

function isSaid(node: Node): boolean {
  return node.kind !== 'scalar' || node.value !== null
}
