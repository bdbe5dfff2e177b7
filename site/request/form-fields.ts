import { tenantSchema } from '../../src/documents/tenant.ts'
import type { Names } from '../../src/reference/company-names.ts'
import { description } from '../../src/reference/facts.ts'
import type { Referent, Schema } from '../../src/schema/fields.ts'
import type { Form } from '../../src/schema/forms.ts'
import { own } from '../../src/values/lookup.ts'
import { labels } from './field-labels.ts'

/** One thing that a person fills in. */
export interface FormField {
  readonly name: string
  readonly label: string
  /** The sentences of the reference. */
  readonly help: string
  readonly isRequired: boolean
  /** What holds if it is left empty, as far as the schema knows. */
  readonly usual: string | null
  readonly example: string | null
  readonly input: Input
}

export type Input =
  | TextInput
  | { readonly kind: 'amount' | 'flag' }
  | { readonly kind: 'choice'; readonly words: readonly string[] }
  | ListInput
  | MapInput
  | GroupInput
  | EitherInput

interface TextInput {
  readonly kind: 'text'
  readonly form: Form
  /** The only right ones, or null where any may be right. */
  readonly names: readonly string[] | null
  /** What is said of some of them. */
  readonly about: Readonly<Record<string, string>>
}

interface ListInput {
  readonly kind: 'list'
  readonly item: FormField
}

export interface MapInput {
  readonly kind: 'map'
  readonly names: readonly string[] | null
  readonly value: FormField
  /** What a list of keys would mean for each: nothing that differs, or its own name. */
  readonly listed: 'nothing' | 'itself' | null
}

export interface GroupInput {
  readonly kind: 'group'
  readonly fields: readonly FormField[]
  /** Fields of which one is written. */
  readonly oneOf: readonly string[]
  /** The field whose text may stand in place of the whole group. */
  readonly short: string | null
  /** What other keys hold. */
  readonly others: FormField | null
}

/** A word, or a list of something else. */
interface EitherInput {
  readonly kind: 'either'
  readonly words: readonly string[]
  readonly item: FormField
}

/** A schema with our own keywords; see `fields.ts`. */
interface Own extends Schema {
  readonly anyOf?: readonly Own[]
  readonly properties?: Readonly<Record<string, Own>>
  readonly items?: Own
  readonly form?: Form
  readonly enum?: readonly string[]
  readonly exactlyOne?: readonly string[]
  readonly required?: readonly string[]
  readonly refersTo?: Referent
  readonly additionalProperties?: Own | false
}

/** Where a field is: its schema, and its path in the file of a tenant without indices and free names. */
interface Place {
  readonly name: string
  readonly path: string
  readonly isRequired?: boolean
  readonly schema: Own
  readonly known: Company
}

/** What a company has names for. */
interface Company {
  readonly names: Names
  /** What each preset gives, in words. */
  readonly sizes: Readonly<Record<string, string>>
  /** The preset that holds without one. */
  readonly usualSize: string | null
}

/** The form of a tenant's file, made from its schema and the names of the company. */
export function formOf(known: Company): GroupInput {
  const schema = tenantSchema as unknown as Own // written with `fields.ts`
  return groupOf({ name: '', path: '', schema, known })
}

function fieldOf(place: Place): FormField {
  const { name, path, schema, isRequired = false } = place
  const [example] = (schema.examples as readonly unknown[] | undefined) ?? []
  return {
    name,
    label: own(labels, path) ?? name,
    help: description(place),
    isRequired,
    usual: usualOf(place),
    example: typeof example === 'object' || example === undefined ? null : String(example),
    input: inputOf(place)
  }
}

function usualOf({ schema, known }: Place): string | null {
  if (schema.refersTo === 'preset') return known.usualSize
  return schema.default === undefined ? null : String(schema.default)
}

function inputOf(place: Place): Input {
  const { schema, known } = place
  if (schema.anyOf) return eitherOf(place, schema.anyOf)
  if (schema.enum) return { kind: 'choice', words: schema.enum }
  if (schema.form === 'quantity') return { kind: 'amount' }
  if (schema.type === 'boolean') return { kind: 'flag' }
  if (schema.type === 'array') return { kind: 'list', item: itemOf(place, schema.items ?? {}) }
  if (schema.properties) return groupOf(place)
  if (schema.type === 'object') return mapOf(place, null)
  const about = schema.refersTo === 'preset' ? known.sizes : {}
  return { kind: 'text', form: schema.form ?? 'any', names: namesFor(schema, known), about }
}

/** The schemas that leave a choice are few, and each has a form that says all that it can say. */
function eitherOf(place: Place, branches: readonly Own[]): Input {
  const at = (schema: Own): Place => ({ ...place, schema })
  const [plain = {}, rich = {}] = branches
  if (rich.properties) return { ...groupOf(at(rich)), short: Object.keys(rich.properties)[0] ?? '' }
  if (plain.enum && rich.items) {
    return { kind: 'either', words: plain.enum, item: itemOf(place, rich.items) }
  }
  if (plain.items && rich.type === 'object') {
    const each: Own = rich.additionalProperties || {}
    return mapOf(at(rich), each.anyOf ? 'nothing' : 'itself')
  }
  // A number or a flag may as well be written as a text, and nothing as an empty map.
  return inputOf(at(plain))
}

function mapOf(place: Place, listed: MapInput['listed']): MapInput {
  const { schema, known } = place
  const value = itemOf(place, schema.additionalProperties || {})
  return { kind: 'map', names: namesFor(schema, known), value, listed }
}

function groupOf(place: Place): GroupInput {
  const { path, schema, known } = place
  const fields = Object.entries(schema.properties ?? {}).map(([name, inner]) => {
    const isRequired = schema.required?.includes(name) ?? false
    const own: Place = { name, path: joined(path, name), schema: inner, known, isRequired }
    return fieldOf(own)
  })
  const others = schema.additionalProperties ? itemOf(place, schema.additionalProperties) : null
  return { kind: 'group', fields, oneOf: schema.exactlyOne ?? [], short: null, others }
}

/** Under each cluster stand the fields of the whole file again. */
function itemOf({ path, known }: Place, schema: Own): FormField {
  return fieldOf({ name: '', path: path === 'clusters' ? '' : path, schema, known })
}

function namesFor({ refersTo }: Own, { names }: Company): readonly string[] | null {
  return (refersTo && names[refersTo]) ?? null
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

/** A field that holds the whole form. */
export function rootOf(form: GroupInput): FormField {
  return {
    name: '',
    label: '',
    help: '',
    isRequired: false,
    usual: null,
    example: null,
    input: form
  }
}
