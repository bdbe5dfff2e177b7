import type { Schema } from '../schemas/schema.ts'
import { type Check, every } from './fault.ts'
import { type Keyword, keywords } from './keyword-checks.ts'

/** What only describes. */
const silent = ['$schema', 'definitions']

/**
 * The check of one file of `schemas/objects/`. Not ajv: it needs 0.4 s to compile the kinds of a tenant, a
 * third of what a thousand tenants may cost, and most of that for fields that we never write. Here a part
 * of a schema is read when a value first gets there. A test holds the two against each other.
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
