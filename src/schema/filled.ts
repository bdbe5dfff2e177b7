import type { Static, TSchema } from 'typebox'
import type { Words } from './fields.ts'

/** What `fields` makes. */
type FieldsSchema = TSchema & { readonly properties: Readonly<Record<string, TSchema>> }

/** A map with each of its fields: as it is written, or its default, or nothing at all. */
export type Filled<S extends FieldsSchema> = {
  readonly [K in keyof S['properties']]:
    | Static<S['properties'][K]>
    | (Static<S> extends Readonly<Record<K, unknown>> ? never : Otherwise<S['properties'][K]>)
}

type Otherwise<S> = S extends { readonly default: unknown } ? never : null

/** A map of which no field is required may be missing itself. */
type Missing<S extends TSchema> = Partial<Static<S>> extends Static<S> ? null | undefined : never

const known = new WeakMap<FieldsSchema, object>()

/**
 * What is written with the schema's defaults filled in: the one place that says them. A field
 * without one is `null`. The maps inside are filled where they are read.
 */
export function filled<S extends FieldsSchema>(
  schema: S,
  written: Static<S> | Missing<S>
): Filled<S> {
  const defaults = known.get(schema) ?? defaultsOf(schema)
  known.set(schema, defaults)
  return { ...defaults, ...written } as Filled<S> // the schema has let nothing else through
}

function defaultsOf({ properties }: FieldsSchema): object {
  const entries = Object.entries<Words>(properties).map(([name, words]) => {
    return [name, words.default ?? null] as const
  })
  return Object.fromEntries(entries)
}
