import { type Static, type TSchema, Unsafe } from 'typebox'
import type { Form } from './forms.ts'

/** What an editor shows for a field. */
export interface Words {
  readonly title?: string
  readonly description?: string
  /** The field of policy.yaml that has to grant it. */
  readonly grantedBy?: string
  readonly examples?: readonly unknown[]
  readonly default?: unknown
  /** The help for a value that does not belong here and that suggests nothing. */
  readonly otherwise?: string
  /** The help for several values where only one may stand. */
  readonly several?: string
  /** For names that people write here by mistake, the right one, or else a sentence that helps. */
  readonly instead?: Readonly<Record<string, string>>
  /** The most entries of a list. */
  readonly maxItems?: number
  /** Whose name the text is, or each key of the map, or a pattern for such names. */
  readonly refersTo?: Referent
}

/** What a company gives names to. */
export type Referent =
  | 'preset'
  | 'template'
  | 'group'
  | 'team'
  | 'role'
  | 'tenant'
  | 'cluster'
  | 'pool'
  | 'queue'
  | 'share'
  | 'class'
  | 'bucket'
  | 'awsRole'
  | 'awsPolicy'

/** A schema as plain data. */
export interface Schema extends Readonly<Record<string, unknown>> {
  readonly type?: string | readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | false
}

/** A text in one of the forms of `forms.ts`. */
export function text<const W extends Words>(form: Form, words?: W) {
  return worded(Unsafe<string>({ type: 'string', form }), words)
}

/** A Kubernetes quantity: `8`, `500m`, `16Gi`. */
export function quantity<W extends Words>(words?: W) {
  return worded(Unsafe<string | number>({ type: ['string', 'number'], form: 'quantity' }), words)
}

/** One of a few words. */
export function choice<const T extends string, W extends Words>(of: readonly T[], words?: W) {
  return worded(Unsafe<T>({ type: 'string', enum: of }), words)
}

export function flag<W extends Words>(words?: W) {
  return worded(Unsafe<boolean>({ type: 'boolean' }), words)
}

export function whole<W extends Words>(minimum: number, maximum: number, words?: W) {
  return worded(Unsafe<number>({ type: 'integer', minimum, maximum }), words)
}

export function list<T extends TSchema, W extends Words>(items: T, words?: W) {
  return worded(Unsafe<readonly Static<T>[]>({ type: 'array', items }), words)
}

/** A map with free keys, all of one form. */
export function map<T extends TSchema, W extends Words>(keys: Form, values: T, words?: W) {
  const schema = { type: 'object', keys, additionalProperties: values }
  return worded(Unsafe<Readonly<Record<string, Static<T>>>>(schema), words)
}

/** A map with exactly these fields. */
export function fields<T extends Properties, const R extends Key<T> = never>(
  properties: T,
  rules: Words & Presence<T, R> = {}
) {
  const schema = Unsafe<Fields<T, R>>({ type: 'object', properties, additionalProperties: false })
  return Object.assign(schema, { properties }, rules)
}

/** Either of two types, such as a name or a map, but never two kinds of maps. */
export function either<A extends TSchema, B extends TSchema, W extends Words>(
  a: A,
  b: B,
  words?: W
) {
  return worded(Unsafe<Static<A> | Static<B>>({ anyOf: [a, b] }), words)
}

/** The type includes the words, so that `filled` knows which fields have a default. */
function worded<T extends TSchema, W extends Words>(schema: T, words?: W): T & W {
  return Object.assign(schema, words)
}

type Properties = Readonly<Record<string, TSchema>>
type Key<T> = keyof T & string

interface Presence<T, R> {
  readonly required?: readonly R[]
  /** Exactly one of these must be present. */
  readonly exactlyOne?: readonly Key<T>[]
  /** At most one of these may be present. */
  readonly atMostOne?: readonly Key<T>[]
}

type Fields<T extends Properties, R extends string> = {
  readonly [K in Extract<keyof T, R>]: Static<T[K]>
} & {
  readonly [K in Exclude<keyof T, R>]?: Static<T[K]>
}
