import { own } from '../../src/values/lookup.ts'
import type { Schema } from '../schemas/schema.ts'
import { celCheck } from './cel.ts'
import { ask, type Check, every, under } from './fault.ts'
import { limits } from './size-checks.ts'
import { areUnique, fields, isFields } from './value.ts'

/**
 * Makes the check of a subschema. For fields and items it is called on first use, because types can be
 * recursive.
 */
type Make = (schema: Schema) => Check
export type Keyword = (schema: Schema, make: Make) => Check

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  array: Array.isArray,
  boolean: value => typeof value === 'boolean',
  integer: Number.isInteger,
  null: value => value === null,
  number: Number.isFinite,
  object: isFields,
  string: value => typeof value === 'string'
}

/** Defaults of fields that are keys of lists, which the schema files do not contain. */
const defaults: Readonly<Record<string, unknown>> = { protocol: 'TCP' }

/** The check of each keyword in `schemas/objects/`. */
export const keywords: Readonly<Record<string, Keyword>> = {
  ...limits,
  type: ({ type = [] }) => {
    const known = [type].flat().flatMap(name => types[name] ?? [])
    const [only] = known
    const is =
      only && known.length === 1 ? only : (value: unknown) => known.some(each => each(value))
    return ask(`must be ${[type].flat().join(' or ')}`, is)
  },
  const: schema => ask(`must be ${schema.const}`, value => value === schema.const),
  enum: schema => {
    const known = schema.enum as readonly unknown[]
    return ask(`must be one of ${known.join(', ')}`, value => known.includes(value))
  },
  pattern: schema => {
    const pattern = new RegExp(String(schema.pattern))
    return ask(`must match ${pattern}`, value => typeof value !== 'string' || pattern.test(value))
  },
  required:
    ({ required = [] }) =>
    value => {
      const missing = isFields(value) && required.find(name => !Object.hasOwn(value, name))
      return missing ? { path: '', message: `must have ${missing}` } : undefined
    },
  properties: members,
  additionalProperties: (schema, make) =>
    schema.properties ? () => undefined : members(schema, make),
  propertyNames: ({ propertyNames = {} }, make) => {
    const check = make(propertyNames)
    return value => {
      for (const name of Object.keys(fields(value))) {
        const fault = check(name)
        if (fault) return under(name, fault)
      }
      return undefined
    }
  },
  items: (schema, make) => {
    let check: Check | undefined
    return value => {
      if (!Array.isArray(value)) return undefined
      check ??= make(schema.items ?? {})
      for (let i = 0; i < value.length; i++) {
        const fault = check(value[i])
        if (fault) return under(i, fault)
      }
      return undefined
    }
  },
  allOf: ({ allOf = [] }, make) => every(allOf.map(make)),
  anyOf: ({ anyOf = [] }, make) => count(anyOf.map(make), 'at least one', n => n > 0),
  oneOf: ({ oneOf = [] }, make) => count(oneOf.map(make), 'exactly one', n => n === 1),
  not: ({ not = {} }, make) => {
    const check = make(not)
    return ask(`must not fit ${JSON.stringify(not)}`, value => check(value) !== undefined)
  },
  uniqueItems: () =>
    ask('must not repeat an item', value => !Array.isArray(value) || areUnique(value)),
  'x-kubernetes-list-map-keys': schema => {
    const keys = schema['x-kubernetes-list-map-keys'] as readonly string[]
    const key = (item: unknown) => keys.map(name => fields(item)[name] ?? defaults[name] ?? null)
    const message = `must not repeat ${keys.join(' and ')}`
    return ask(message, value => !Array.isArray(value) || areUnique(value.map(key)))
  },
  'x-tenantry-scope': schema => {
    const namespaced = schema['x-tenantry-scope'] === 'Namespaced'
    const fault = {
      path: '/metadata/namespace',
      message: `must${namespaced ? '' : ' not'} be there`
    }
    const has = (value: unknown) => Object.hasOwn(fields(fields(value).metadata), 'namespace')
    return value => (has(value) === namespaced ? undefined : fault)
  },
  'x-kubernetes-validations': schema =>
    celCheck(schema['x-kubernetes-validations'] as readonly string[])
}

/** Checks each known field against its own schema, and all others against `additionalProperties`. */
function members(schema: Schema, make: Make): Check {
  const { properties = {}, additionalProperties: rest = true } = schema
  const ready = new Map<string, Check>()
  const prepare = (name: string): Check => {
    const named = own(properties, name)
    const id = named ? name : others
    const check = ready.get(id) ?? (named ? make(named) : restCheck(rest, make))
    ready.set(id, check)
    return check
  }
  return value => {
    if (!isFields(value)) return undefined
    for (const name of Object.keys(value)) {
      const fault = (ready.get(name) ?? prepare(name))(value[name])
      if (fault) return under(name, fault)
    }
    return undefined
  }
}

/** Cannot be the name of a field. */
const others = '\0'

function restCheck(rest: boolean | Schema, make: Make): Check {
  return typeof rest === 'object' ? make(rest) : ask('is not a field here', () => rest)
}

function count(checks: readonly Check[], wanted: string, fits: (n: number) => boolean): Check {
  return ask(`must fit ${wanted} of ${checks.length} forms`, value => {
    return fits(checks.filter(check => check(value) === undefined).length)
  })
}
