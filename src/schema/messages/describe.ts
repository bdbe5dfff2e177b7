import { either } from '../../text/prose.ts'
import { type Data, type Fields, inline } from '../../yaml/edit/write.ts'
import { type Form, forms } from '../forms.ts'
import type { Finding } from './finding.ts'

export type Schema = Finding['schema']

/** What a schema accepts, in words that complete "... is not". */
export function expected(schema: Schema): string {
  const branches = branchesOf(schema)
  const names = branches.flatMap(branch => {
    if (Array.isArray(branch.enum)) return branch.enum.map(word => `\`${word}\``)
    const form = formOf(branch)
    const words = form === undefined || form === 'any' ? undefined : forms[form].expects
    const isShort = branches.length === 1 || words?.includes('such as')
    return words && isShort ? words : typesOf(branch).flatMap(type => kinds[type] ?? type)
  })
  return either([...new Set(names)])
}

/** The types as people call them: "a list, or a map". */
const kinds: Readonly<Record<string, readonly string[]>> = {
  array: ['a list'],
  object: ['a map'],
  string: ['text'],
  boolean: ['`true`', '`false`'],
  integer: ['a whole number'],
  number: ['a number']
}

/** What a value is, in the same words. */
export function kindOf(value: unknown): string {
  if (typeof value === 'boolean') return `\`${value}\``
  const type = Array.isArray(value) ? 'array' : typeof value
  return kinds[type]?.[0] ?? type
}

export function formOf(schema: Schema): Form | undefined {
  return typeof schema.form === 'string' ? (schema.form as Form) : undefined // as fields.ts wrote it
}

/** The alternatives of a schema; most have only one. */
export function branchesOf<S extends { readonly anyOf?: unknown }>(schema: S): readonly S[] {
  const { anyOf } = schema
  return Array.isArray(anyOf) ? (anyOf as S[]).flatMap(branch => branchesOf(branch)) : [schema]
}

export function typesOf(schema: Schema): string[] {
  const types = branchesOf(schema).flatMap(({ type }) => [type ?? []].flat().map(String))
  return types.filter(type => type !== 'null')
}

/** The fields of a map, of a list's entries, or of the alternatives. */
export function propertiesOf(schema: object = {}): Readonly<Record<string, Schema>> {
  const {
    properties,
    items,
    anyOf = []
  } = schema as {
    properties?: Readonly<Record<string, Schema>>
    items?: Schema
    anyOf?: readonly Schema[]
  }
  if (properties) return properties
  return items ? propertiesOf(items) : Object.assign({}, ...anyOf.map(propertiesOf))
}

/** A valid value as an example. */
export function exampleOf(schema: Schema = {}): string {
  const {
    examples,
    default: usual,
    enum: words,
    items
  } = schema as Readonly<Record<string, unknown[]>>
  const example = examples?.[0] ?? usual ?? words?.[0]
  if (example !== undefined) return bare(inline(example as Data)) // a schema contains only JSON
  if (items) return `[${exampleOf(items as unknown as Schema)}]`
  const form = formOf(schema)
  return (form && /such as `([^`]+)`/.exec(forms[form].expects)?.[1]) ?? '...'
}

/** A map among the examples, where other values may stand as well. */
export function mapExample({ examples }: Schema): string | undefined {
  const known = Array.isArray(examples) ? examples : []
  const map = known.find(example => typeof example === 'object' && !Array.isArray(example))
  return map === undefined ? undefined : exampleOf({ examples: [map] })
}

/** Removes quotes around days, quantities and times, which only other YAML readers need. */
export function bare(yaml: string): string {
  return yaml.replace(/"(\d{4}-\d\d-\d\d|\d+(?:[KMGTPE]i|[hms]))"/g, '$1')
}

/** `fields such as ...`, with one of them as an example. */
export function fieldsOf(schema: Schema): string {
  const map = branchesOf(schema).find(({ type }) => type === 'object') ?? schema
  const [name, example] = shownOf(map)
  return name === undefined ? '`name: value` lines' : `fields such as \`${name}: ${example}\``
}

/** A field that shows what a map is about, with a value. */
export function shownOf(map: Schema): readonly string[] {
  const [example] = (map.examples ?? []) as readonly Fields[]
  const [shown] = Object.entries(example ?? {})
  if (shown) return [shown[0], bare(inline(shown[1]))]
  const [first] = Object.entries(propertiesOf(map))
  return first ? [first[0], exampleOf(first[1])] : []
}
