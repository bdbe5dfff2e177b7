import type { Static, TSchema } from 'typebox'
import type { Words } from './fields.ts'

/** The result of `fields`. */
type FieldsSchema = TSchema & { readonly properties: Readonly<Record<string, TSchema>> }

/** A map with all fields, each with its value, its default, or `null`. */
export type Filled<S extends FieldsSchema> = {
  readonly [K in keyof S['properties']]:
    | Static<S['properties'][K]>
    | (Static<S> extends Readonly<Record<K, unknown>> ? never : Otherwise<S['properties'][K]>)
}

type Otherwise<S> = S extends { readonly default: unknown } ? never : null

/** A map without required fields may be missing itself. */
type Missing<S extends TSchema> = Partial<Static<S>> extends Static<S> ? null | undefined : never

const known = new WeakMap<FieldsSchema, object>()

/**
 * Fills in the defaults of a schema, which are defined nowhere else. A missing field without a default
 * becomes `null`. Maps inside are filled in by whoever reads them.
 */
export function filled<S extends FieldsSchema>(
  schema: S,
  written: Static<S> | Missing<S>
): Filled<S> {
  const defaults = known.get(schema) ?? defaultsOf(schema)
  known.set(schema, defaults)
  return { ...defaults, ...written } as Filled<S> // the schema accepts nothing else
}

function defaultsOf({ properties }: FieldsSchema): object {
  const entries = Object.entries<Words>(properties).map(([name, words]) => {
    return [name, words.default ?? null] as const
  })
  return Object.fromEntries(entries)
}
