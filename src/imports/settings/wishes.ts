import { branchesOf, propertiesOf, type Schema } from '../../schema/messages/describe.ts'
import type { Wish } from '../../yaml/edit/fill.ts'
import type { Data } from '../../yaml/edit/write.ts'
import type { Entry, Mapping, Node, Path } from '../../yaml/node.ts'

/** The fields that identify the entries of a list of maps. */
const names = ['id', 'email', 'name'] as const

/**
 * Flattens a tree into single values in the order of the schema, without nulls. Lists of maps are
 * merged with existing ones entry by entry; other lists replace them, and empty values are ignored.
 */
export function wishesOf(said: Node, current: Node | undefined, schema: object): Wish[] {
  return collect({ said, current, schema: schema as Schema }, []) // of `fields.ts`
}

interface Said {
  readonly said: Node
  readonly current: Node | undefined
  readonly schema: Schema
}

function collect({ said, current, schema }: Said, path: Path): Wish[] {
  if (said.kind === 'mapping') {
    return inOrder(said, schema).flatMap(([name, { value }]): Wish[] => {
      const inner = current?.kind === 'mapping' ? current.entries.get(name)?.value : undefined
      const place = { said: value, current: inner, schema: fieldOf(schema, name) }
      // In a map with free names, a name without content is a value too.
      const isNamed = !inner && !Object.hasOwn(propertiesOf(schema), name)
      const isEmpty = value.kind === 'mapping' && value.entries.size === 0
      if (isNamed && isEmpty) return [{ path: [...path, name], value: {} }]
      return collect(place, [...path, name])
    })
  }
  if (said.kind === 'sequence' && said.items.length === 0) return []
  const isLeaf = said.kind === 'scalar' || !said.items.some(({ kind }) => kind === 'mapping')
  if (isLeaf) return [{ path, value: dataOf(said, schema) }]
  const there = current?.kind === 'sequence' ? current.items : []
  let next = there.length
  return said.items.flatMap(item => {
    const at = there.findIndex(other => isSame(other, item))
    const known = there[at]
    if (!known) return [{ path: [...path, next++], value: dataOf(item, itemOf(schema)) }]
    return collect({ said: item, current: known, schema: itemOf(schema) }, [...path, at])
  })
}

function dataOf(node: Node, schema: Schema): Data {
  if (node.kind === 'sequence') return node.items.map(item => dataOf(item, itemOf(schema)))
  if (node.kind === 'scalar') return node.value ?? ''
  const fields = inOrder(node, schema).map(([name, { value }]) => {
    return [name, dataOf(value, fieldOf(schema, name))] as const
  })
  return Object.fromEntries(fields)
}

/** In the order of the schema, so that the fields that identify a thing come first. */
function inOrder({ entries }: Mapping, schema: Schema): [string, Entry][] {
  const order = Object.keys(propertiesOf(schema))
  return [...entries].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
}

function isSame(a: Node, b: Node): boolean {
  const name = names.find(name => a.kind === 'mapping' && a.entries.has(name))
  if (name === undefined || a.kind !== 'mapping' || b.kind !== 'mapping') return false
  const [one, other] = [a.entries.get(name)?.value, b.entries.get(name)?.value]
  return one?.kind === 'scalar' && other?.kind === 'scalar' && one.value === other.value
}

function fieldOf(schema: Schema, name: string): Schema {
  const known = propertiesOf(schema)[name]
  const others = branchesOf(schema).find(({ additionalProperties }) => additionalProperties)
  return known ?? (others?.additionalProperties as Schema | undefined) ?? {}
}

function itemOf(schema: Schema): Schema {
  const list = branchesOf(schema).find(({ items }) => items)
  return (list?.items as Schema | undefined) ?? {} // as fields.ts wrote it
}
