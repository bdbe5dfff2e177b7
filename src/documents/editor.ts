import type { TSchema } from 'typebox'
import { JsonOutput } from '../reporters/json-output.ts'
import type { Shape } from '../schema/form.ts'
import { type Form, forms } from '../schema/forms.ts'
import { kinds } from './file-kinds.ts'

/** A schema with our own keywords; see `fields.ts`. */
interface Own extends Readonly<Record<string, unknown>> {
  readonly form?: Form
  readonly keys?: Form
  readonly exactlyOne?: readonly string[]
  readonly atMostOne?: readonly string[]
  readonly grantedBy?: string
  readonly otherwise?: string
  readonly several?: string
  readonly instead?: object
}

const schemas: Readonly<Record<string, TSchema>> = { ...kinds, report: JsonOutput }

/** The files in `schemas/` for editors, using only standard JSON Schema keywords. */
export function editorSchemas(): ReadonlyMap<string, string> {
  const files = Object.entries(schemas).map(([name, schema]) => {
    const head = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: `https://tenantry.dev/schemas/${name}.json`
    }
    const text = JSON.stringify({ ...head, ...standard(schema as Own) }, null, 2) // plain data
    return [`${name}.json`, `${text}\n`] as const
  })
  return new Map(files)
}

/** Names of a company by the field that takes them, such as `preset`. */
export type Names = Readonly<Record<string, readonly string[]>>

/** A schema whose examples are a company's own names. Editors suggest them, and nothing else becomes wrong. */
export function withNames(schema: string, names: Names): string {
  return `${JSON.stringify(named(JSON.parse(schema), '', names), null, 2)}\n`
}

function named(value: unknown, field: string, names: Names): unknown {
  if (Array.isArray(value)) return value.map(each => named(each, field, names))
  if (typeof value !== 'object' || value === null) return value
  const inside = Object.entries(value).map(([key, inner]) => {
    return [key, named(inner, ['anyOf', 'items'].includes(key) ? field : key, names)] as const
  })
  const own = Object.hasOwn(names, field) ? names[field] : undefined
  const takes = 'type' in value && value.type === 'string' && own !== undefined && own.length > 0
  return { ...Object.fromEntries(inside), ...(takes && { examples: own }) }
}

function standard(own: Own): object {
  const { form, keys, exactlyOne, atMostOne, grantedBy, otherwise, several, instead, ...rest } = own
  return {
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inner(key, value)])),
    ...(form && patternOf(form)),
    ...(keys && { propertyNames: patternOf(keys) }),
    ...(exactlyOne && { anyOf: exactlyOne.map(name => ({ required: [name] })) }),
    ...exclusive(exactlyOne ?? atMostOne ?? []),
    ...described(rest.description, grantedBy)
  }
}

/** Written twice, because the language server shows the backticks of `description` literally. */
function described(description: unknown, grantedBy?: string): object {
  if (typeof description !== 'string') return {}
  const grant = grantedBy && ` Granted by \`${grantedBy}\` in platform/policy.yaml.`
  const text = `${description}${grant ?? ''}`
  return { description: text, ...(text.includes('`') && { markdownDescription: text }) }
}

function inner(keyword: string, value: unknown): unknown {
  if (Array.isArray(value)) return keyword === 'anyOf' ? value.map(standard) : value
  if (typeof value !== 'object' || value === null) return value
  if (keyword === 'items' || keyword === 'additionalProperties') return standard(value as Own)
  if (keyword !== 'properties') return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, standard(field)]))
}

/** The language server reports these at the superfluous field, and for `oneOf` it says almost nothing. */
function exclusive(names: readonly string[]): object {
  if (names.length === 0) return {}
  const others = (name: string) => names.filter(other => other !== name)
  const denied = (name: string) => Object.fromEntries(others(name).map(other => [other, false]))
  return {
    dependencies: Object.fromEntries(names.map(name => [name, { properties: denied(name) }]))
  }
}

/** The YAML language server shows `patternErrorMessage` instead of the pattern. */
function patternOf(form: Form): object {
  const { pattern, expects }: Shape = forms[form]
  return pattern ? { pattern, patternErrorMessage: `Not ${expects}.` } : {}
}
