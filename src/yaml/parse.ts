import { type Event, parseEvents, YAMLException } from 'js-yaml'
import type { Report } from '../diagnostics/diagnostic.ts'
import type { Source, Span } from '../diagnostics/source.ts'
import { firstDocument } from './events.ts'
import { refuseMarks } from './marks.ts'
import { explain } from './mistakes/explain.ts'
import { overlyDeep, parserDepth } from './nesting.ts'
import { buildTree } from './tree.ts'

/** A YAML value that knows where it was written; a node is its own span. */
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

/**
 * One plain document of YAML 1.2 as a located tree, a null if the file says nothing. No tree if a
 * part of it would not be what the author wrote; a field that is written twice keeps its first value.
 */
export function parseYaml(source: Source, report: Report): Node | undefined {
  const events = readEvents(source, report)
  if (!events) return undefined
  const stream = firstDocument(source, events, report)
  const deep = overlyDeep(stream)
  if (deep) {
    report(deep)
    return undefined
  }
  const isPlain = refuseMarks(stream, report)
  const tree = buildTree(stream, report)
  return isPlain ? tree : undefined
}

function readEvents(source: Source, report: Report): readonly Event[] | undefined {
  try {
    return parseEvents(source.text, { maxDepth: parserDepth })
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    report(explain(source, error.reason, error.mark?.position ?? 0))
    return undefined
  }
}

// Without any property, and many times faster than none, which makes V8 look keys up in a hash.
const prototype: object = Object.freeze(Object.create(null))

/** The value alone. Its maps inherit nothing: in them `__proto__` is a key like any other. */
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

/** Of the field that a path ends with; an item of a list has no key. */
export function locateKey(node: Node, path: Path): Span | undefined {
  const parent = locate(node, path.slice(0, -1))
  const key = path.at(-1)
  if (parent?.kind !== 'mapping' || key === undefined) return undefined
  return parent.entries.get(String(key))?.key
}
