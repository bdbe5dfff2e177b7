import type { Span } from '../diagnostics/source.ts'
import type { Node, Path } from './node.ts'

/** The path of the smallest value that a span lies in, where a key belongs to its value. */
export function pathAt(node: Node, span: Span): Path {
  for (const [step, start, inner] of innerOf(node)) {
    if (start <= span.start && span.end <= Math.max(inner.end, start)) {
      return [step, ...pathAt(inner, span)]
    }
  }
  return []
}

type Inner = readonly [step: string | number, start: number, node: Node]

function innerOf(node: Node): readonly Inner[] {
  if (node.kind === 'scalar') return []
  if (node.kind === 'sequence') return node.items.map((item, at) => [at, item.start, item])
  return Array.from(node.entries, ([name, { key, value }]) => [name, key.start, value])
}
