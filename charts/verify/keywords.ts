import type { Schema } from '../schemas/schema.ts'
import { celCheck } from './cel.ts'
import { ask, type Check, every, under } from './fault.ts'
import { limits } from './limits.ts'
import { areUnique, fields, isFields } from './value.ts'

type Later = (schema: Schema) => Check
type Keyword = (schema: Schema, later: Later) => Check

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  array: Array.isArray,
  boolean: value => typeof value === 'boolean',
  integer: Number.isInteger,
  null: value => value === null,
  number: Number.isFinite,
  object: isFields,
  string: value => typeof value === 'string'
}

/** What each keyword of `schemas/objects/` asks of a value. */
export const keywords: Readonly<Record<string, Keyword>> = {
  ...limits,
  type: ({ type = [] }) => {
    const known = [type].flat().flatMap(name => types[name] ?? [])
    return ask(`must be ${[type].flat().join(' or ')}`, value => known.some(is => is(value)))
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
  required: ({ required = [] }) => value => {
    const missing = isFields(value) && required.find(name => !Object.hasOwn(value, name))
    return missing ? { path: '', message: `must have ${missing}` } : undefined
  },
  properties: members,
  additionalProperties: (schema, later) => (schema.properties ? () => undefined : members(schema, later)),
  propertyNames: ({ propertyNames = {} }, later) => {
    const check = later(propertyNames)
    return value => {
      for (const name of Object.keys(fields(value))) {
        const fault = check(name)
        if (fault) return under(name, fault)
      }
      return undefined
    }
  },
  items: (schema, later) => {
    const check = later(schema.items ?? {})
    return value => {
      if (!Array.isArray(value)) return undefined
      for (let i = 0; i < value.length; i++) {
        const fault = check(value[i])
        if (fault) return under(i, fault)
      }
      return undefined
    }
  },
  allOf: ({ allOf = [] }, later) => every(allOf.map(later)),
  anyOf: ({ anyOf = [] }, later) => count(anyOf.map(later), 'at least one', n => n > 0),
  oneOf: ({ oneOf = [] }, later) => count(oneOf.map(later), 'exactly one', n => n === 1),
  not: ({ not = {} }, later) => {
    const check = later(not)
    return ask(`must not fit ${JSON.stringify(not)}`, value => check(value) !== undefined)
  },
  uniqueItems: () => ask('must not repeat an item', value => !Array.isArray(value) || areUnique(value)),
  'x-kubernetes-list-map-keys': schema => {
    const keys = schema['x-kubernetes-list-map-keys'] as readonly string[]
    const key = (item: unknown) => keys.map(name => fields(item)[name] ?? null)
    const message = `must not repeat ${keys.join(' and ')}`
    return ask(message, value => !Array.isArray(value) || areUnique(value.map(key)))
  },
  'x-kubernetes-validations': schema =>
    every((schema['x-kubernetes-validations'] as readonly string[]).map(celCheck))
}

/** Each field against its schema, those that have none against what is said of all others. */
function members({ properties = {}, additionalProperties: rest = true }: Schema, later: Later): Check {
  const known = new Map(Object.entries(properties).map(([name, schema]) => [name, later(schema)]))
  const other = typeof rest === 'object' ? later(rest) : ask('is not a field here', () => rest)
  return value => {
    if (!isFields(value)) return undefined
    for (const name of Object.keys(value)) {
      const fault = (known.get(name) ?? other)(value[name])
      if (fault) return under(name, fault)
    }
    return undefined
  }
}

function count(checks: readonly Check[], wanted: string, fits: (n: number) => boolean): Check {
  return ask(`must fit ${wanted} of ${checks.length} forms`, value => {
    return fits(checks.filter(check => check(value) === undefined).length)
  })
}
