import { Ajv, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv'
import type { TSchema } from 'typebox'
import { type Form, forms } from './forms.ts'

/** What ajv found, with its own words left behind. */
export interface Finding {
  readonly path: readonly (string | number)[]
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  /** The schema that the value at `path` did not meet. */
  readonly schema: Readonly<Record<string, unknown>>
  /** The choice that it is a part of, if it is. */
  readonly union?: Readonly<Record<string, unknown>>
}

const compiled = new WeakMap<TSchema, ValidateFunction>()

/** What is wrong with a value: one finding for one mistake. */
export function examine(schema: TSchema, value: unknown): Finding[] {
  let validate = compiled.get(schema)
  if (!validate) {
    validate = compiler().compile(schema)
    compiled.set(schema, validate)
  }
  if (validate(value)) return []
  const errors = validate.errors ?? []
  const unions = unionsIn(errors)
  return errors.filter(error => isMeant(error, unions)).map(error => toFinding(error, unions))
}

let shared: Ajv | undefined

function compiler(): Ajv {
  shared ??= new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    // It makes validation no faster, and each start slower by half.
    code: { optimize: false },
    ownProperties: true,
    keywords: [
      { keyword: 'form', type: ['string', 'number'], validate: hasForm, errors: false },
      { keyword: 'keys', type: 'object', validate: haveForm, errors: false },
      { keyword: 'exactlyOne', type: 'object', validate: exactlyOne, errors: false },
      { keyword: 'atMostOne', type: 'object', validate: atMostOne, errors: false }
    ]
  })
  return shared
}

function hasForm(form: Form, value: string | number): boolean {
  return forms[form].test(String(value))
}

/** Keys are named one by one by whoever words the finding. */
function haveForm(form: Form, value: object, parent?: AnySchemaObject): boolean {
  const known: object = parent?.properties ?? {}
  return Object.keys(value).every(key => Object.hasOwn(known, key) || forms[form].test(key))
}

function written(fields: readonly string[], value: object): number {
  return fields.filter(field => Object.hasOwn(value, field)).length
}

function exactlyOne(fields: readonly string[], value: object): boolean {
  return written(fields, value) === 1
}

function atMostOne(fields: readonly string[], value: object): boolean {
  return written(fields, value) <= 1
}

/** By where they stand in the schema and in the value. */
type Unions = ReadonlyMap<string, ErrorObject>

function unionsIn(errors: readonly ErrorObject[]): Unions {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf')
  return new Map(unions.map(union => [`${union.schemaPath} ${union.instancePath}`, union]))
}

/** The unions that an error is in a branch of, the outermost first; looked up, as there may be many. */
function around({ schemaPath, instancePath }: ErrorObject, unions: Unions): ErrorObject[] {
  const steps = schemaPath.split('/anyOf/')
  const schemas = steps.slice(1).map((_, at) => `${steps.slice(0, at + 1).join('/anyOf/')}/anyOf`)
  const names = instancePath.split('/')
  const places = names.map((_, at) => names.slice(0, at + 1).join('/'))
  return schemas.flatMap(schema =>
    places.map(place => unions.get(`${schema} ${place}`)).filter(union => union !== undefined)
  )
}

/** Of two alternatives that differ in type only the one counts that the author meant. */
function isMeant(error: ErrorObject, unions: Unions): boolean {
  if (error.keyword === 'anyOf' && meant(error) !== undefined) return false
  return around(error, unions).every(union => {
    const branch = meant(union)
    return branch !== undefined && error.schemaPath.startsWith(`${union.schemaPath}/${branch}/`)
  })
}

/** The branch that takes values of this type, if there is one. */
function meant(union: ErrorObject): number | undefined {
  const branches = union.schema as readonly { type?: string | string[]; anyOf?: unknown }[]
  const index = branches.findIndex(branch => takes(branch, union.data))
  return index < 0 ? undefined : index
}

function takes(schema: { type?: string | string[]; anyOf?: unknown }, value: unknown): boolean {
  if (Array.isArray(schema.anyOf)) return schema.anyOf.some(branch => takes(branch, value))
  const types = [schema.type ?? []].flat()
  return types.includes(typeOf(value)) || (types.includes('number') && Number.isInteger(value))
}

/** A value's type in the words of JSON Schema. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (Number.isInteger(value)) return 'integer'
  return typeof value
}

function toFinding(error: ErrorObject, unions: Unions): Finding {
  const union = around(error, unions).find(
    ({ instancePath }) => instancePath === error.instancePath
  )?.parentSchema
  return {
    path: error.instancePath.split('/').slice(1).map(stepOf),
    keyword: error.keyword,
    params: error.params,
    schema: error.parentSchema ?? {},
    ...(union && { union })
  }
}

function stepOf(segment: string): string | number {
  const text = segment.replaceAll('~1', '/').replaceAll('~0', '~')
  return /^(0|[1-9][0-9]*)$/.test(text) ? Number(text) : text
}
