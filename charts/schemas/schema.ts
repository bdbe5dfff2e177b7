/** The part of JSON Schema (draft 7) that `schemas/objects/` uses, and of the OpenAPI it is made from. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly propertyNames?: Schema
  readonly items?: Schema
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly not?: Schema
  readonly definitions?: Readonly<Record<string, Schema>>
  /** All other keywords: `enum`, `pattern`, `minLength`, ... */
  readonly [keyword: string]: unknown
}

const maps = ['properties', 'definitions'] as const
const lists = ['allOf', 'anyOf', 'oneOf'] as const
const single = ['items', 'not', 'propertyNames', 'additionalProperties'] as const

/** The direct subschemas, with the property's name where they have one. */
export function inner(schema: Schema): [Schema, string?][] {
  return [
    ...maps.flatMap(key =>
      Object.entries(schema[key] ?? {}).map(([k, v]) => [v, k] as [Schema, string])
    ),
    ...lists.flatMap(key => (schema[key] ?? []).map(each => [each] as [Schema])),
    ...single.flatMap(key => (typeof schema[key] === 'object' ? [[schema[key]] as [Schema]] : []))
  ]
}

/** Applies a change to each direct subschema. */
export function mapInner(schema: Schema, change: (inner: Schema, name?: string) => Schema): Schema {
  const out: Record<string, unknown> = { ...schema }
  for (const key of maps) if (schema[key]) out[key] = mapValues(schema[key], change)
  for (const key of lists) if (schema[key]) out[key] = schema[key].map(each => change(each))
  for (const key of single) if (typeof schema[key] === 'object') out[key] = change(schema[key])
  return out
}

/** Sorted by name, so that equal inputs give equal bytes. */
export function mapValues<A, B>(
  map: Readonly<Record<string, A>>,
  change: (a: A, name: string) => B
) {
  const names = Object.keys(map).sort()
  return Object.fromEntries(names.map(name => [name, change(map[name] as A, name)]))
}
