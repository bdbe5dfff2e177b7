import { type Static, type TSchema, type TUnsafe, Unsafe } from 'typebox'
import type { Form } from './forms.ts'

/** What an editor shows beside a field. */
interface Words {
  readonly title?: string
  readonly description?: string
  /** The field of policy.yaml that has to grant it. */
  readonly grantedBy?: string
  readonly examples?: readonly unknown[]
  readonly default?: unknown
}

/** What is written here, as data. */
export interface Schema extends Readonly<Record<string, unknown>> {
  readonly type?: string | readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | false
}

/** Text of one of the forms in `forms.ts`. */
export function text(form: Form, words: Words = {}): TUnsafe<string> {
  return Unsafe<string>({ type: 'string', form, ...words })
}

/** A Kubernetes amount: `8`, `500m`, `16Gi`. */
export function quantity(words: Words = {}): TUnsafe<string | number> {
  return Unsafe<string | number>({ type: ['string', 'number'], form: 'quantity', ...words })
}

/** One of a few words. */
export function choice<const T extends string>(of: readonly T[], words: Words = {}): TUnsafe<T> {
  return Unsafe<T>({ type: 'string', enum: of, ...words })
}

export function flag(words: Words = {}): TUnsafe<boolean> {
  return Unsafe<boolean>({ type: 'boolean', ...words })
}

export function whole(minimum: number, maximum: number, words: Words = {}): TUnsafe<number> {
  return Unsafe<number>({ type: 'integer', minimum, maximum, ...words })
}

export function list<T extends TSchema>(items: T, words: Words = {}) {
  return Unsafe<readonly Static<T>[]>({ type: 'array', items, ...words })
}

/** A map whose keys people choose, all of one form. */
export function map<T extends TSchema>(keys: Form, values: T, words: Words = {}) {
  return Unsafe<Readonly<Record<string, Static<T>>>>({
    type: 'object',
    keys,
    additionalProperties: values,
    ...words
  })
}

/** A map of these fields and no others. */
export function fields<T extends Properties, const R extends Key<T> = never>(
  properties: T,
  rules: Words & Presence<T, R> = {}
) {
  return Unsafe<Fields<T, R>>({
    type: 'object',
    properties,
    additionalProperties: false,
    ...rules
  })
}

/** Either of two forms that differ in type, such as a name or a map; never a union of two maps. */
export function either<A extends TSchema, B extends TSchema>(a: A, b: B, words: Words = {}) {
  return Unsafe<Static<A> | Static<B>>({ anyOf: [a, b], ...words })
}

type Properties = Readonly<Record<string, TSchema>>
type Key<T> = keyof T & string

interface Presence<T, R> {
  readonly required?: readonly R[]
  /** Exactly one of these is written. */
  readonly exactlyOne?: readonly Key<T>[]
  /** At most one of these is written. */
  readonly atMostOne?: readonly Key<T>[]
}

type Fields<T extends Properties, R extends string> = {
  readonly [K in Extract<keyof T, R>]: Static<T[K]>
} & {
  readonly [K in Exclude<keyof T, R>]?: Static<T[K]>
}
