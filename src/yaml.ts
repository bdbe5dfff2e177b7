import type { Span } from './source.ts'

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
