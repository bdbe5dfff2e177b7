import { type Form, forms } from './forms.ts'
import { orList } from './prose.ts'
import type { Finding } from './schema.ts'

export type Schema = Finding['schema']

/** What a schema takes, in the words that finish "... is not". */
export function expected(schema: Schema): string {
  const isChoice = branchesOf(schema).length > 1
  const names = branchesOf(schema).flatMap(branch => {
    if (Array.isArray(branch.enum)) return orList(branch.enum.map(String))
    const words = wordsOf(branch)
    const isShort = !isChoice || words?.includes('such as')
    return words && isShort ? words : typesOf(branch).map(type => kinds[type] ?? type)
  })
  return [...new Set(names)].join(' or ')
}

function wordsOf(schema: Schema): string | undefined {
  const form = formOf(schema)
  return form === undefined || form === 'any' ? undefined : forms[form].expects
}

export const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a map',
  string: 'text',
  boolean: '`true` or `false`',
  integer: 'a whole number',
  number: 'a number'
}

export function formOf(schema: Schema): Form | undefined {
  return typeof schema.form === 'string' ? (schema.form as Form) : undefined // as fields.ts wrote it
}

/** The alternatives of a schema; most have but one. */
export function branchesOf(schema: Schema): readonly Schema[] {
  return Array.isArray(schema.anyOf) ? (schema.anyOf as Schema[]).flatMap(branchesOf) : [schema]
}

export function typesOf(schema: Schema): string[] {
  const types = branchesOf(schema).flatMap(({ type }) => [type ?? []].flat().map(String))
  return types.filter(type => type !== 'null')
}

/** Of a map, of the entries of a list, or of either of two forms. */
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

/** A value that may stand there, to show its form. */
export function exampleOf(schema: Schema = {}): string {
  const {
    examples,
    default: usual,
    enum: words,
    items
  } = schema as Readonly<Record<string, unknown[]>>
  const example = examples?.[0] ?? usual ?? words?.[0]
  if (Array.isArray(example)) return `[${example.map(asItem).join(', ')}]`
  if (example !== undefined && typeof example !== 'object') return String(example)
  if (items) return `[${exampleOf(items as unknown as Schema)}]`
  const form = formOf(schema)
  return (form && /such as `([^`]+)`/.exec(forms[form].expects)?.[1]) ?? '...'
}

/** In quotes where YAML would read something else. */
function asItem(text: unknown): string {
  return /^[\w/]/.test(String(text)) ? String(text) : `"${text}"`
}

/** `fields such as ...`, with one of them as an example. */
export function fieldsOf(schema: Schema): string {
  const map = branchesOf(schema).find(({ type }) => type === 'object')
  const [first] = Object.entries(propertiesOf(map))
  return first ? `fields such as \`${first[0]}: ${exampleOf(first[1])}\`` : '`name: value` lines'
}
