import type { Schema } from '../schemas/schema.ts'
import { type Check, every } from './fault.ts'
import { type Keyword, keywords } from './keyword-checks.ts'

/** Keywords that check nothing. */
const silent = ['$schema', 'definitions']

/**
 * Makes the check of one file of `schemas/objects/`. ajv would need 0.4 s to compile a tenant's kinds,
 * a third of the budget for a thousand tenants, mostly for fields that we never write. This reads a
 * part of a schema when the first value gets there. A test compares the two.
 */
export function checkOf(file: Schema): Check {
  const named = new Map<string, Check>()
  const make = (schema: Schema): Check => {
    const { $ref: ref } = schema
    if (ref === undefined) return every(keywordsOf(schema).map(keyword => keyword(schema, make)))
    const target = file.definitions?.[ref.replace('#/definitions/', '')]
    if (!target) throw new Error(`bug: a schema refers to ${ref}, which it does not define`)
    const check = named.get(ref) ?? make(target)
    named.set(ref, check)
    return check
  }
  return make(file)
}

function keywordsOf(schema: Schema): Keyword[] {
  const names = Object.keys(schema).filter(name => !silent.includes(name))
  return names.map(name => {
    const keyword = keywords[name]
    if (!keyword) throw new Error(`bug: a schema uses ${name}, which nothing checks`)
    return keyword
  })
}
