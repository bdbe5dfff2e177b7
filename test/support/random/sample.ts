import { mapInner, type Schema } from '../../../charts/schemas/schema.ts'
import { checkOf } from '../../../charts/verify/check-schema.ts'

/** One of these matches nearly every pattern. */
const texts = [
  ...[
    'x',
    'x1',
    '1',
    '10s',
    '1m',
    '2.1',
    'a/b',
    'a.b',
    'X',
    'HTTPS',
    '10%',
    '#x',
    '/x',
    'x@y',
    '-1'
  ],
  ...['https://x.y', 'oci://x.y', 'al2023@latest', 'arn:aws:iam::111122223333:role/x', '{"a": 1}'],
  ...[
    'sg-1a',
    'subnet-1a',
    'ami-1a',
    'vpc-1a',
    'snap-1a',
    'cr-1a',
    'pg-1a',
    '111122223333',
    '30 4 * * *'
  ],
  ...['a1b2c3d4-a1b2-a1b2-a1b2-a1b2c3d4e5f6', '+1', 'env', 'TLSV1_2', 'GET', 'a=b', '10.0.0.0/8']
]

const scope = 'x-tenantry-scope'

/** An object with as many fields as may occur together; recursive types are expanded once. */
export function sample(file: Schema): Record<string, unknown> {
  const object = known.get(file) ?? made(file)
  known.set(file, object)
  return structuredClone(object)
}

// Trying values for a large schema is slow.
const known = new WeakMap<Schema, Record<string, unknown>>()

function made(file: Schema): Record<string, unknown> {
  const { [scope]: which, ...rest } = file
  const object = make(rest, rest, []) as Record<string, Record<string, unknown>>
  if (which === 'Cluster') delete object.metadata?.namespace
  return object
}

/** Undefined if no matching value is found. */
function make(schema: Schema, file: Schema, refs: readonly string[]): unknown {
  const { $ref: ref } = schema
  if (ref) {
    const target = file.definitions?.[ref.replace('#/definitions/', '')]
    return refs.includes(ref) || !target ? undefined : make(target, file, [...refs, ref])
  }
  if ('const' in schema) return schema.const
  const fits = checkOf({ ...schema, definitions: file.definitions ?? {} })
  return candidates(schema, file, refs).find(each => each !== undefined && !fits(each))
}

function candidates(schema: Schema, file: Schema, refs: readonly string[]): unknown[] {
  if (Array.isArray(schema.enum)) return schema.enum
  const { type, anyOf = [] } = schema
  if (type === undefined) {
    return [...anyOf.map(each => make(each, file, refs)).reverse(), 'x', {}]
  }
  return [type].flat().flatMap((name): unknown[] => {
    if (name === 'string') return [...texts, 'x'.repeat(Number(schema.minLength ?? 1))]
    if (name === 'boolean') return [true, false]
    if (name === 'array') return arrays(make(schema.items ?? {}, file, refs))
    if (name === 'object') return [grow(schema, file, refs), {}]
    return name === 'null' ? [null] : [schema.minimum, schema.maximum, 1, 100, 1000]
  })
}

function arrays(item: unknown): unknown[] {
  return item === undefined ? [[]] : [[item], [], [item, item]]
}

function grow(schema: Schema, file: Schema, refs: readonly string[]): Record<string, unknown> {
  const { properties = {}, required = [], additionalProperties: rest } = schema
  const fits = checkOf({ ...schema, definitions: file.definitions ?? {} })
  const names = Object.keys(properties).sort(
    (a, b) => Number(required.includes(b)) - Number(required.includes(a))
  )
  let value: Record<string, unknown> = {}
  for (const name of names) {
    const made = make(properties[name] ?? {}, file, refs)
    const next = { ...value, [name]: made }
    if (made !== undefined && (fits(value) || !fits(next))) value = next
  }
  const other = typeof rest === 'object' ? make(rest, file, refs) : undefined
  return other === undefined ? value : { ...value, x: other }
}

/** Keywords that only our own check implements. */
const own = ['x-kubernetes-list-map-keys', 'x-kubernetes-validations', scope]

/** The schema without our own keywords. */
export function plain(schema: Schema): Schema {
  const kept = Object.entries(mapInner(schema, plain)).filter(([key]) => !own.includes(key))
  return Object.fromEntries(kept)
}
