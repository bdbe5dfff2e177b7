import { kinds } from '../documents/file-kinds.ts'
import type { Schema } from '../schema/fields.ts'

export type Kind = keyof typeof kinds

/** Where each kind of file is. */
export const places: Readonly<Record<Kind, string>> = {
  tenant: 'tenants/<name>.yaml',
  common: 'platform/common.yaml',
  policy: 'platform/policy.yaml',
  directory: 'platform/directory.yaml',
  removals: 'platform/removals.yaml',
  cluster: 'platform/clusters/<name>.yaml'
}

export const kindNames = Object.keys(kinds) as readonly Kind[] // the keys of `kinds`

/** A field that people write, or a whole file, which has an empty path. */
export interface Field {
  readonly kind: Kind
  /** Without list indices and free names: `members.until`. */
  readonly path: string
  readonly name: string
  readonly schema: Schema
  readonly isRequired: boolean
}

export function file(kind: Kind): Field {
  const schema = kinds[kind] as unknown as Schema // written with `fields.ts`
  return { kind, path: '', name: kind, schema, isRequired: false }
}

/** The fields of a map, of a list's entries, or of the values under free names. */
export function inside(field: Field): readonly Field[] {
  return mapsIn(field.schema).flatMap(map => {
    const { properties = {}, required = [] } = map as Schema & { required?: readonly string[] }
    return Object.entries(properties).map(([name, schema]) => ({
      kind: field.kind,
      path: field.path === '' ? name : `${field.path}.${name}`,
      name,
      schema,
      isRequired: required.includes(name)
    }))
  })
}

/** A field and everything in it; a tenant's fields are not repeated. */
export function below(field: Field): readonly Field[] {
  return [field, ...(holdsTenant(field) ? [] : inside(field).flatMap(below))]
}

/** Whether a field has the same fields as a tenant's file, as templates do. */
export function holdsTenant({ schema, path }: Field): boolean {
  const top = file('tenant').schema.properties ?? {}
  return (
    path !== '' &&
    mapsIn(schema).some(({ properties = {} }) => {
      return Object.entries(properties).every(([name, field]) => top[name] === field)
    })
  )
}

/** The fields of a tenant's file that may not be written in a field that has the others. */
export function missingIn({ schema }: Field): readonly string[] {
  const written = new Set(mapsIn(schema).flatMap(({ properties = {} }) => Object.keys(properties)))
  return Object.keys(file('tenant').schema.properties ?? {}).filter(name => !written.has(name))
}

/** The maps with fixed fields that a schema may contain. */
export function mapsIn(schema: Schema): readonly Schema[] {
  const { properties, items, additionalProperties, anyOf = [] } = schema
  const more = [items, additionalProperties].filter(each => each !== undefined && each !== false)
  return [...(properties ? [schema] : []), ...[...anyOf, ...more].flatMap(mapsIn)]
}

/** The name by which `explain` finds a field; for tenants' files it is just the path. */
export function nameOf({ kind, path }: Field): string {
  if (path === '') return kind
  return kind === 'tenant' ? path : `${kind}/${path}`
}

/** The fields of that name in all kinds of files, or the kind of file. */
export function find(name: string): readonly Field[] {
  const [, kind, rest = name] = /^([a-z]+)\/(.*)$/.exec(name) ?? []
  const files = kindNames.filter(each => kind === undefined || each === kind).map(file)
  return [
    ...files.filter(each => kind === undefined && each.name === rest),
    ...files.flatMap(each => lookUp(each, rest.split('.')))
  ]
}

function lookUp(field: Field, [step, ...rest]: readonly string[]): readonly Field[] {
  if (step === undefined) return [field]
  return inside(field)
    .filter(({ name }) => name === step)
    .slice(0, 1)
    .flatMap(found => lookUp(found, rest))
}
