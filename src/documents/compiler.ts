import { _, Ajv, type CodeKeywordDefinition, stringify } from 'ajv'
import type { TSchema } from 'typebox'
import type { Schema } from '../schema/fields.ts'
import { keywords } from '../schema/keywords.ts'
import { kinds } from './file-kinds.ts'

/** An ajv instance with the schema of each kind of file under its name. */
export function compiler(): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    ownProperties: true,
    // We write our own messages, and all schemas are our own, so neither is needed.
    messages: false,
    meta: false,
    validateSchema: false,
    inlineRefs: false,
    code: { source: true, esm: true, optimize: false },
    keywords: Object.keys(keywords).map(keyword)
  })
  const parts: Parts = new Map()
  for (const [name, schema] of Object.entries<TSchema>(kinds)) {
    ajv.addSchema(apart(schema as Schema, parts), name) // written with `fields.ts`
  }
  for (const [text, name] of parts) ajv.addSchema(JSON.parse(text), name)
  return ajv
}

function keyword(name: string): CodeKeywordDefinition {
  return {
    keyword: name,
    ...(name !== 'form' && { type: 'object' }),
    code(context) {
      const { gen, schema, data } = context
      const own = gen.scopeValue('keyword', { ref: keywords, code: _`keywords` })
      context.fail(_`!${own}[${name}](${stringify(schema)}, ${data})`)
    }
  }
}

/** The name of each part, by its JSON text. */
type Parts = Map<string, string>

const words = [
  ...['title', 'description', 'examples', 'default', 'grantedBy'],
  ...['otherwise', 'several', 'instead', 'refersTo']
]

/**
 * Removes descriptions from a schema and replaces each list, map and choice by a reference: equal parts
 * are compiled once, and unused ones never. The branches of a choice stay inline, so that errors say
 * which branch they are about.
 */
function apart(schema: Schema, parts: Parts): Schema {
  const { items, properties, additionalProperties, anyOf, ...others } = schema
  const refer = (inner: Schema) => reference(apart(inner, parts), parts)
  return {
    ...Object.fromEntries(Object.entries(others).filter(([keyword]) => !words.includes(keyword))),
    ...(items && { items: refer(items) }),
    ...(properties && { properties: mapped(properties, refer) }),
    ...(additionalProperties && { additionalProperties: refer(additionalProperties) }),
    ...(additionalProperties === false && { additionalProperties }),
    ...(anyOf && { anyOf: anyOf.map(branch => apart(branch, parts)) })
  }
}

function reference(part: Schema, parts: Parts): Schema {
  const { items, properties, additionalProperties, anyOf } = part
  if (!items && !properties && !additionalProperties && !anyOf) return part
  const text = JSON.stringify(part)
  const name = parts.get(text) ?? `part${parts.size}`
  parts.set(text, name)
  return { $ref: name }
}

function mapped(
  schemas: Readonly<Record<string, Schema>>,
  change: (schema: Schema) => Schema
): Readonly<Record<string, Schema>> {
  return Object.fromEntries(Object.entries(schemas).map(([name, inner]) => [name, change(inner)]))
}
