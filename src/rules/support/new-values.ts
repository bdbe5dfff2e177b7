import type { Source, Span } from '../../diagnostics/source.ts'
import type { Node } from '../../yaml/node.ts'
import { parseYaml } from '../../yaml/parse.ts'
import type { Touched } from '../rule.ts'

/** Tells whether a change wrote a value into its field, wherever in a list. */
export function newValues(touched: Touched): (at: Span) => boolean {
  const now = new Map<string, ReadonlyMap<number, string>>()
  const earlier = new Map<string, ReadonlySet<string>>()
  return ({ source, start }) => {
    const { path } = source
    if (!touched.has(path)) return false
    const old = earlier.get(path) ?? new Set(valuesIn(touched.before?.(path)).values())
    earlier.set(path, old)
    const values = now.get(path) ?? valuesIn(source)
    now.set(path, values)
    const value = values.get(start)
    return value === undefined || !old.has(value)
  }
}

/** Whether a change makes a file. */
export function isNewFile(path: string, touched: Touched): boolean {
  return touched.has(path) && touched.before?.(path) === undefined
}

/** The values of a file, each with its field, by where they begin. */
function valuesIn(source: Source | undefined): ReadonlyMap<number, string> {
  const root = source && parseYaml(source, () => {})
  return new Map(root ? fieldsOf(root, '') : [])
}

function fieldsOf(node: Node, field: string): (readonly [number, string])[] {
  if (node.kind === 'scalar') return [[node.start, `${field} ${node.value}`]]
  if (node.kind === 'sequence') return node.items.flatMap(item => fieldsOf(item, field))
  return Array.from(node.entries, ([key, { value }]) => fieldsOf(value, `${field}.${key}`)).flat()
}
