import { _, Ajv, type CodeKeywordDefinition, stringify } from 'ajv'
import type { TSchema } from 'typebox'
import type { Schema } from '../schema/fields.ts'
import { keywords } from '../schema/keywords.ts'
import { kinds } from './kinds.ts'
import { apart, type Parts } from './parts.ts'

/** ajv, with the schema of each kind of file under its name. */
export function compiler(): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    ownProperties: true,
    // Its words are never told, and no schema comes from outside that would have to be checked.
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
