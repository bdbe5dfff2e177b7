import type { Span } from '../diagnostics/source.ts'

/** Where the value at a path was written; for a default, the nearest place above it. */
export type Locate = (...path: readonly (string | number)[]) => Span

/** A name and its place. */
export interface Mention {
  readonly name: string
  readonly at: Span
}

/** A YAML value with its place; a node is its own span. */
export type Node = Scalar | Sequence | Mapping

export interface Scalar extends Span {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
}

export interface Sequence extends Span {
  readonly kind: 'sequence'
  readonly items: readonly Node[]
}

export interface Mapping extends Span {
  readonly kind: 'mapping'
  /** In the order of the file. */
  readonly entries: ReadonlyMap<string, Entry>
}

export interface Entry {
  readonly key: Span
  readonly value: Node
}

export type Path = readonly (string | number)[]

// A prototype without properties. Without any prototype, V8 would switch to slow dictionary lookups.
const prototype: object = Object.freeze(Object.create(null))

/** The plain value. Its maps inherit nothing, so `__proto__` is an ordinary key. */
export function toValue(node: Node): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'sequence') return node.items.map(toValue)
  const value: Record<string, unknown> = Object.create(prototype)
  for (const [key, entry] of node.entries) value[key] = toValue(entry.value)
  return value
}

export function locate(node: Node, path: Path): Node | undefined {
  let found: Node | undefined = node
  for (const step of path) {
    if (found?.kind === 'mapping') found = found.entries.get(String(step))?.value
    else if (found?.kind === 'sequence') found = found.items[Number(step)]
    else return undefined
  }
  return found
}

/** The place of the key at the end of a path; list items have none. */
export function locateKey(node: Node, path: Path): Span | undefined {
  const parent = locate(node, path.slice(0, -1))
  const key = path.at(-1)
  if (parent?.kind !== 'mapping' || key === undefined) return undefined
  return parent.entries.get(String(key))?.key
}

/** The place of the value at a path, or of the nearest value above it. */
export function placeOf(root: Mapping, path: readonly (string | number)[]): Span | undefined {
  for (let length = path.length; length > 0; length--) {
    const node = locate(root, path.slice(0, length))
    if (node) return node
  }
  return undefined
}

/** The names in a list, or the keys of a map. */
export function named(clusters: Node | undefined): Mention[] {
  if (clusters?.kind === 'mapping') {
    return Array.from(clusters.entries, ([name, { key }]) => ({ name, at: key }))
  }
  const items = clusters?.kind === 'sequence' ? clusters.items : []
  return items.flatMap(item =>
    item.kind === 'scalar' ? [{ name: String(item.value), at: item }] : []
  )
}

/** The place of a value in a file, or the file's root if it is not written there. */
export function placeIn({ root }: { readonly root: Node }, path: Path): Span {
  return locate(root, path) ?? root
}
