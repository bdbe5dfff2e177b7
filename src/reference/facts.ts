import type { Schema } from '../schema/fields.ts'
import { type Form, forms } from '../schema/forms.ts'
import { bare } from '../schema/messages/describe.ts'
import { either, orList } from '../text/prose.ts'
import { block, type Data, inline } from '../yaml/edit/write.ts'
import { type Field, mapsIn, missingIn } from './all-fields.ts'

/** What the reference says about a field besides its description. */
export interface Facts {
  /** Missing where it would only say that the field is a map. */
  readonly form: string | null
  /** Which of its fields exclude each other. */
  readonly choice: string | null
  /** The default, in YAML. */
  readonly usual: string | null
  readonly examples: readonly Data[]
  /** The field of policy.yaml that has to grant it. */
  readonly grantedBy: string | null
}

export function factsOf({ schema }: Pick<Field, 'schema'>): Facts {
  const { examples = others(schema), default: usual, grantedBy } = schema
  const form = formOf(schema)
  return {
    form: form === 'a map' ? null : form,
    choice: mapsIn(schema).slice(0, 1).map(choiceIn)[0] ?? null,
    usual: usual === undefined ? null : bare(inline(usual as Data)), // a schema contains only JSON
    examples: examples as readonly Data[],
    grantedBy: typeof grantedBy === 'string' ? grantedBy : null
  }
}

/** For a flag or a choice without an example, the first value that is not the default. */
function others({ type, enum: words = [], default: usual }: Schema): readonly unknown[] {
  const values = type === 'boolean' ? [true, false] : (words as readonly unknown[])
  return values.filter(value => value !== usual).slice(0, 1)
}

/** An example under the name of the field, on as many lines as necessary. */
export function asBlock({ name }: Pick<Field, 'name'>, example: Data): string {
  return bare(block(name, example, '').trimEnd())
}

export function asLine({ name }: Field, example: Data): string {
  return bare(inline({ [name]: example }).slice(1, -1))
}

export function description({ schema }: Pick<Field, 'schema'>): string {
  return String(schema.description ?? '')
}

/** Says what the entries of a list are, or the values under free names. */
export function eachOf({ schema }: Field): string {
  const each = schema.items ?? (schema.additionalProperties || {})
  return description({ schema: each })
}

/** Says that a field has the fields of a tenant's file, and which of them it has not. */
export function tenantFields(field: Field, tenant: string): string {
  return `Its fields are those of ${tenant}, but not ${orList(missingIn(field))}.`
}

export function firstSentence(field: Field): string {
  const text = description(field)
  return /^.*?[.:](?= |$)/.exec(text)?.[0].slice(0, -1) ?? text
}

/** Describes the accepted values: `a list: each entry is an e-mail such as ...`. */
export function formOf(schema: Schema): string {
  const words = [...new Set(alternatives(schema))]
  return words.some(each => /[,:]/.test(each)) ? words.join('; or ') : either(words)
}

function alternatives(schema: Schema): readonly string[] {
  if (schema.anyOf) return schema.anyOf.flatMap(alternatives)
  if (Array.isArray(schema.enum)) return schema.enum.map(word => `\`${word}\``)
  switch ([schema.type].flat()[0]) {
    case 'array':
      return [listOf(formOf(schema.items ?? {}), schema.maxItems)]
    case 'object':
      return [mapOf(schema)]
    case 'boolean':
      return ['`true`', '`false`']
    case 'integer':
      return [`a whole number from ${schema.minimum} to ${schema.maximum}`]
    case 'number':
      return ['a number']
    case 'null':
      return []
    default:
      return [textOf((schema.form ?? 'any') as Form)] // as `fields.ts` wrote it
  }
}

function listOf(entry: string, most: unknown): string {
  const list = most === undefined ? 'a list' : `a list of at most ${most}`
  if (entry !== 'a map') return `${list}: each entry is ${entry}`
  return most === undefined ? 'a list of maps' : `${list} maps`
}

function textOf(form: Form): string {
  return form === 'any' ? 'text' : forms[form].expects
}

function mapOf({ properties, keys, additionalProperties }: Schema): string {
  if (!keys) return 'a map'
  const name = textOf(keys as Form)
  if (properties) return `a map of the fields below, and any other name is ${name}`
  const value = additionalProperties ? `, each value is ${formOf(additionalProperties)}` : ''
  return `a map: each name is ${name}${value}`
}

/** Says which fields of a map exclude each other. */
function choiceIn({ exactlyOne, atMostOne }: Schema): string | null {
  if (Array.isArray(exactlyOne)) return `exactly one of ${orList(exactlyOne)}`
  return Array.isArray(atMostOne) ? `at most one of ${orList(atMostOne)}` : null
}
