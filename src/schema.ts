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
  return chosen(validate.errors ?? []).map(toFinding)
}

let shared: Ajv | undefined

function compiler(): Ajv {
  shared ??= new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
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

/** Of two alternatives that differ in type only the one counts that the author meant. */
function chosen(errors: readonly ErrorObject[]): ErrorObject[] {
  const unions = errors.filter(error => error.keyword === 'anyOf')
  return errors.filter(error => {
    const own = unions.filter(
      union => union !== error && error.schemaPath.startsWith(`${union.schemaPath}/`)
    )
    if (error.keyword === 'anyOf') return meant(error) === undefined && own.every(fits(error))
    return own.every(fits(error))
  })
}

function fits(error: ErrorObject): (union: ErrorObject) => boolean {
  return union => {
    if (!error.instancePath.startsWith(union.instancePath)) return true
    const branch = meant(union)
    return branch !== undefined && error.schemaPath.startsWith(`${union.schemaPath}/${branch}/`)
  }
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

function toFinding(error: ErrorObject): Finding {
  return {
    path: error.instancePath.split('/').slice(1).map(unescape),
    keyword: error.keyword,
    params: error.params,
    schema: error.parentSchema ?? {}
  }
}

function unescape(segment: string): string | number {
  const text = segment.replaceAll('~1', '/').replaceAll('~0', '~')
  return /^(0|[1-9][0-9]*)$/.test(text) ? Number(text) : text
}
