import type { TSchema } from 'typebox'
import { kinds } from '../documents/file-kinds.ts'
import { accessSchema } from '../reporters/access-schema.ts'
import { JsonOutput } from '../reporters/json-output.ts'
import { planSchema } from '../reporters/plan-schema.ts'
import { showSchema } from '../reporters/show-schema.ts'
import type { Referent, Schema } from '../schema/fields.ts'
import type { Shape } from '../schema/form.ts'
import { type Form, forms } from '../schema/forms.ts'
import { type Names, referents } from './company-names.ts'
import { formOf } from './facts.ts'
import { type HoverText, hoverText } from './hover-text.ts'

/** A schema with our own keywords; see `fields.ts`. */
interface Own extends Schema {
  readonly anyOf?: readonly Own[]
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly form?: Form
  readonly keys?: Form
  readonly exactlyOne?: readonly string[]
  readonly atMostOne?: readonly string[]
  readonly refersTo?: Referent
}

/** The keywords that no editor knows, or that are written in another way. */
const ours = [
  ...['form', 'keys', 'exactlyOne', 'atMostOne', 'grantedBy', 'refersTo'],
  ...['otherwise', 'several', 'instead', 'examples', 'default', 'description', 'anyOf']
]

/** The forms of which many texts are right beside the names that there are. */
const patterns: readonly Form[] = ['glob', 'whom']

/** What `validate` looks up even in a template that no tenant uses. Other names there may be those to come. */
const checkedUnused: readonly string[] = ['preset', 'cluster'] satisfies Referent[]

const schemas: Readonly<Record<string, TSchema>> = {
  ...kinds,
  report: JsonOutput,
  plan: planSchema,
  access: accessSchema,
  show: showSchema
}

/**
 * The files in `schemas/` for editors, using only standard JSON Schema keywords and those of the YAML
 * language server. With a company's names, they know what each name may be.
 */
export function editorSchemas(names: Names = {}): ReadonlyMap<string, string> {
  const files = Object.entries(schemas).map(([name, schema]) => {
    const content = standard(schema as unknown as Own, names) // plain data
    const text = JSON.stringify(
      {
        $schema: 'http://json-schema.org/draft-07/schema#',
        $id: `https://tenantry.dev/schemas/${name}.json`,
        ...content,
        ...definitions(name, content, names)
      },
      null,
      2
    )
    return [`${name}.json`, `${text}\n`] as const
  })
  return new Map(files)
}

/** The names that a schema refers to, each list once. */
function definitions(schema: string, content: object, names: Names): object {
  const text = JSON.stringify(content)
  const used = Object.entries(names).filter(([kind]) => text.includes(`"${referenceTo(kind)}"`))
  if (used.length === 0) return {}
  const entries = used.map(([kind, all]) => {
    if (schema === 'common' && !checkedUnused.includes(kind)) {
      return [kind, { type: 'string', examples: all }]
    }
    const { noun, place } = referents[kind as Referent] // a key of `Names`
    const errorMessage = `There is no ${noun} of this name. ${place}`
    return [kind, { type: 'string', ...oneOf(all, errorMessage) }]
  })
  return { definitions: Object.fromEntries(entries) }
}

/** Where there are no names, none is right, which an empty list cannot say. */
function oneOf(names: readonly string[], errorMessage: string): object {
  if (names.length > 0) return { enum: names, errorMessage }
  return { pattern: '(?!)', patternErrorMessage: errorMessage }
}

function referenceTo(kind: string): string {
  return `#/definitions/${kind}`
}

function standard(own: Own, names: Names, name?: string): object {
  const { exactlyOne, atMostOne } = own
  const rest = Object.entries(own).filter(([keyword]) => !ours.includes(keyword))
  const words = hoverText({ name, schema: own, isKnown: isKnown(own, names) })
  return {
    ...Object.fromEntries(rest.map(([key, value]) => [key, inner(key, value, names)])),
    ...usual(own, names),
    ...valuesOf(own, names),
    ...(own.anyOf && { anyOf: own.anyOf.map(branch => branchOf(branch, names, words)) }),
    ...(exactlyOne && { anyOf: exactlyOne.map(name => ({ required: [name] })) }),
    ...exclusive(exactlyOne ?? atMostOne ?? []),
    ...words
  }
}

/** The language server shows the words of the branch that fits, and takes branches with equal words for one. */
function branchOf(branch: Own, names: Names, { markdownDescription }: HoverText): object {
  const own = standard(branch, names)
  if (markdownDescription === undefined) return own
  return { description: formOf(branch), ...own, markdownDescription }
}

/** Editors offer these as values, the names of examples among them, which a company need not have. */
function usual(own: Own, names: Names): object {
  if (isKnown(own, names)) return {}
  const plain = (own.examples ?? []).filter(isPlain)
  return {
    ...(own.default !== undefined && { default: own.default }),
    ...(plain.length > 0 && { examples: plain })
  }
}

/** The language server offers a list or map as `[object Object]`. */
function isPlain(value: unknown): boolean {
  return typeof value !== 'object'
}

/** Whether the names that the field takes are known. */
function isKnown({ refersTo, items, anyOf = [] }: Own, names: Names): boolean {
  if (refersTo !== undefined && names[refersTo] !== undefined) return true
  return [...(items ? [items as Own] : []), ...anyOf].some(each => isKnown(each, names))
}

/** What a text, or each key of a map, may be. */
function valuesOf({ form, keys, refersTo }: Own, names: Names): object {
  const known = refersTo && names[refersTo]
  const pattern = form && patternOf(form)
  if (!known) return { ...pattern, ...(keys && { propertyNames: patternOf(keys) }) }
  if (form !== undefined && patterns.includes(form)) return { ...pattern, examples: known }
  const reference = { $ref: referenceTo(refersTo) }
  return keys ? { propertyNames: reference } : reference
}

function inner(keyword: string, value: unknown, names: Names): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if (['items', 'additionalProperties'].includes(keyword)) return standard(value as Own, names)
  if (keyword !== 'properties') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, standard(field, names, name)])
  )
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
