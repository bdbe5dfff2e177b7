import * as Type from 'typebox'

/** What meets a schema, which nobody changes. */
export type Said<T extends Type.TSchema> = Fixed<Type.Static<T>>

type Fixed<T> = T extends readonly (infer Item)[]
  ? readonly Fixed<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Fixed<T[K]> }
    : T

/** No other field than those that are named. */
export const closed = { additionalProperties: false }

export function choice<const T extends string>(of: readonly T[], description: string) {
  return Type.Unsafe<T>({ type: 'string', enum: of, description })
}

export const names = (description: string) => Type.Array(Type.String(), { description })

/** Where something stands. */
export const place = Type.Object(
  { file: Type.String(), line: Type.Integer({ minimum: 1 }) },
  closed
)
