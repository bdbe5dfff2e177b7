import { kinds } from '../documents/file-kinds.ts'
import type { Schema } from '../schema/fields.ts'

export type Kind = keyof typeof kinds

/** Where each kind of file lies. */
export const places: Readonly<Record<Kind, string>> = {
  tenant: 'tenants/<name>.yaml',
  common: 'platform/common.yaml',
  policy: 'platform/policy.yaml',
  directory: 'platform/directory.yaml',
  cluster: 'platform/clusters/<name>.yaml'
}

export const kindNames = Object.keys(kinds) as readonly Kind[] // its own keys

/** A field that people write, or a whole file, whose path is empty. */
export interface Field {
  readonly kind: Kind
  /** Without the steps that are entries of lists or names that people choose: `members.until`. */
  readonly path: string
  readonly name: string
  readonly schema: Schema
  readonly isRequired: boolean
}

export function file(kind: Kind): Field {
  const schema = kinds[kind] as unknown as Schema // written with `fields.ts`
  return { kind, path: '', name: kind, schema, isRequired: false }
}

/** The fields in a map, in the entries of a list, or under names that people choose. */
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

/** A field and all in it, but not the fields of a tenant once more. */
export function below(field: Field): readonly Field[] {
  return [field, ...(holdsTenant(field) ? [] : inside(field).flatMap(below))]
}

/** Whether a field takes what a tenant's file takes, as templates and differences do. */
export function holdsTenant({ schema, path }: Field): boolean {
  const top = file('tenant').schema.properties ?? {}
  return (
    path !== '' &&
    mapsIn(schema).some(({ properties = {} }) => {
      return Object.entries(properties).every(([name, field]) => top[name] === field)
    })
  )
}

/** The maps with fields of their own that a schema leads to. */
export function mapsIn(schema: Schema): readonly Schema[] {
  const { properties, items, additionalProperties, anyOf = [] } = schema
  const more = [items, additionalProperties].filter(each => each !== undefined && each !== false)
  return [...(properties ? [schema] : []), ...[...anyOf, ...more].flatMap(mapsIn)]
}

/** How a field is asked for: those of tenants by their path alone. */
export function nameOf({ kind, path }: Field): string {
  if (path === '') return kind
  return kind === 'tenant' ? path : `${kind}/${path}`
}

/** The field that a name stands for, in each kind of file that has it; or a whole file. */
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
