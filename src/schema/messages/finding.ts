import type { Span } from '../../diagnostics/source.ts'

import { locate, type Node } from '../../yaml/node.ts'

/** A finding of ajv, without ajv's message. */
export interface Finding {
  readonly path: readonly (string | number)[]
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  /** The schema that the value at `path` does not match. */
  readonly schema: Readonly<Record<string, unknown>>
  /** The choice that this schema is a branch of, if any. */
  readonly union?: Readonly<Record<string, unknown>>
}

/** The JSON Schema type of a value. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (Number.isInteger(value)) return 'integer'
  return typeof value
}

/** A finding with the place and the value that it is about. */
export interface Found extends Finding {
  readonly root: Node
  readonly node: Node
  /** Lists and maps are empty here, because a large one may have many findings. */
  readonly value: unknown
}

export function find(finding: Finding, root: Node): Found {
  const node = locate(root, finding.path) ?? root
  return { ...finding, root, node, value: shallow(node) }
}

function shallow(node: Node): unknown {
  if (node.kind === 'scalar') return node.value
  return node.kind === 'sequence' ? [] : {}
}

/** `quota`, or `an entry of members`, with the backticks. */
export function nameOf({ path, root }: Found): string {
  const last = path.findLast(step => typeof step === 'string')
  if (last === undefined) return path.length === 0 ? 'this file' : 'an entry of this file'
  return isEntry({ path, root }) ? `an entry of \`${last}\`` : `\`${path.at(-1)}\``
}

export function isEntry({ path, root }: Pick<Found, 'path' | 'root'>): boolean {
  return path.length > 0 && locate(root, path.slice(0, -1))?.kind === 'sequence'
}

/** The start of something without a key of its own: its first key. */
export function firstOf(node: Node): Span {
  if (node.kind !== 'mapping') return node
  const [first] = node.entries.values()
  return first?.key ?? node
}

/** As in the file, but shortened to one line of a message. */
export function quoted(value: unknown): string {
  const [line = '', ...others] = String(value).split('\n')
  return line.length > 60 || others.length > 0 ? `\`${line.slice(0, 60)}...\`` : `\`${line}\``
}
