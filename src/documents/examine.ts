import type { ErrorObject } from 'ajv'
import type { TSchema } from 'typebox'
import { mostInFile } from '../diagnostics/collect.ts'
import type { Schema } from '../schema/fields.ts'
import { branchesOf } from '../schema/messages/describe.ts'
import { type Finding, typeOf } from '../schema/messages/finding.ts'
import { own } from '../values/lookup.ts'
import { validatorOf } from './validators.ts'

/** What is wrong with a value. */
interface Examined {
  readonly findings: readonly Finding[]
  /** How many more places have a mistake. */
  readonly others: number
}

/** Validates a value and returns one finding per mistake, at no more places than are reported. */
export function examine(schema: TSchema, value: unknown): Examined {
  const validate = validatorOf(schema)
  if (validate(value)) return { findings: [], others: 0 }
  const root = { schema: schema as Schema, value } // written with `fields.ts`
  const errors = validate.errors ?? []
  // Otherwise they stay in memory until the next call.
  validate.errors = null
  const findings: Finding[] = []
  const [places, others] = [new Set<string>(), new Set<string>()]
  for (const error of errors) {
    const { instancePath } = error
    const isMore = places.size >= mostInFile && !places.has(instancePath)
    const found = isMore ? [] : findingOf(error, root)
    if (isMore) others.add(instancePath)
    if (found.length > 0) places.add(instancePath)
    findings.push(...found)
  }
  return { findings, others: others.size }
}

/** A value and its schema. */
interface Described {
  readonly schema: Schema
  readonly value: unknown
}

/** Returns nothing for an error in a branch that the author did not mean. */
function findingOf(
  { instancePath, schemaPath, keyword, params }: ErrorObject,
  root: Described
): Finding[] {
  const path: Finding['path'][number][] = []
  let place = root
  for (const segment of instancePath.split('/').slice(1)) {
    const step = Array.isArray(place.value) ? Number(segment) : unescaped(segment)
    path.push(step)
    place = inside(place, step)
  }
  const schema = meant(place)
  if (schema !== spokenOf(place.schema, schemaPath)) return []
  const union = schema === place.schema ? {} : { union: place.schema }
  return [{ path, keyword, params, schema, ...union }]
}

function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~')
}

function inside(place: Described, step: string | number): Described {
  const { items, properties = {}, additionalProperties } = meant(place)
  const field = own(properties, String(step)) ?? additionalProperties
  const schema = (typeof step === 'number' ? items : field) || {}
  return { schema, value: (place.value as Readonly<Record<string, unknown>>)[step] } // ajv has been there
}

/** The alternative that accepts the value's type, or else the first one. */
function meant({ schema, value }: Described): Schema {
  return branchesOf(schema).find(branch => takes(branch, value)) ?? schema
}

function takes({ type = [] }: Schema, value: unknown): boolean {
  const types = [type].flat()
  return types.includes(typeOf(value)) || (types.includes('number') && Number.isInteger(value))
}

/** The choice, or its branch, that an error refers to, as in `#/anyOf/1/anyOf/0/type`. */
function spokenOf(schema: Schema, schemaPath: string): Schema | undefined {
  const [branches = ''] = /(\/anyOf\/\d+)*(?=\/[^/]+$)/.exec(schemaPath) ?? []
  const steps = branches.match(/\d+/g) ?? []
  return steps.reduce<Schema | undefined>((choice, step) => choice?.anyOf?.[Number(step)], schema)
}
