import type { Data } from '../../src/yaml/edit/write.ts'
import type { FormField, Input, MapInput } from './form-fields.ts'

/** What the form holds: what a file may say, and beside it what is not filled in yet. */
export type Value = string | number | boolean | null | undefined | readonly Value[] | Values

export interface Values {
  readonly [name: string]: Value
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

export function isMap(value: Value): value is Values {
  return typeof value === 'object' && value !== null && !isList(value)
}

/** Whether a value is one that the form can show; another may be written in the text. */
export function fits(input: Input, value: Value): boolean {
  if (value === undefined) return true
  if (input.kind === 'group') return isMap(value)
  if (input.kind === 'map') return isMap(value)
  if (input.kind === 'list') return isList(value)
  if (input.kind === 'either') return typeof value === 'string' || isList(value)
  return typeof value !== 'object' || value === null
}

/** Opens short forms, so that each field has one place. */
export function opened(input: Input, value: Value): Value {
  if (input.kind === 'group' && input.short !== null && typeof value === 'string') {
    return { [input.short]: value }
  }
  if (input.kind === 'map' && input.listed && isList(value) && value.every(isText)) {
    return Object.fromEntries(value.map(name => [name, null]))
  }
  return inside(input, value, opened)
}

/** Leaves out what is empty; undefined where nothing is left. An entry with several fields stays while it is there. */
export function filledIn(input: Input, value: Value): Value {
  if (value === '' || value === undefined) return undefined
  if (!fits(input, value) || value === null) return value
  if (input.kind === 'map') return mapFilledIn(input, value)
  const kept = inside(input, value, input.kind === 'list' ? entryFilledIn : filledIn)
  if (isList(kept)) return kept.length > 0 ? kept : undefined
  return isMap(kept) && Object.keys(kept).length === 0 ? undefined : kept
}

/** What the file says for an entry of a list. */
export function entryFilledIn(input: Input, entry: Value): Value {
  return filledIn(input, entry) ?? (input.kind === 'group' ? {} : undefined)
}

/** A key without a value says something. A value without a key is wrong, and both empty are nothing yet. */
function mapFilledIn({ value: inner, listed }: MapInput, map: Value): Value {
  const empty = listed ? null : ''
  const entries = Object.entries(isMap(map) ? map : {})
    .map(([name, value]) => [name, filledIn(inner.input, value) ?? empty] as const)
    .filter(([name, value]) => name !== '' || value !== empty)
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

/** What a file says for it: short forms where they say it all, in the order of the schema. */
export function shortened(input: Input, value: Value): Value {
  if (input.kind === 'group' && input.short !== null && isMap(value)) {
    const { [input.short]: text, ...rest } = value
    if (typeof text === 'string' && Object.keys(rest).length === 0) return text
  }
  if (input.kind === 'map' && input.listed && isMap(value)) return listed(input, value)
  return inside(input, value, shortened)
}

function listed({ listed: meaning, value: inner }: MapInput, map: Values): Value {
  const entries = Object.entries(map)
  const isPlain = ([name, value]: readonly [string, Value]) => {
    return value === null || (meaning === 'itself' && value === name)
  }
  if (entries.every(isPlain)) return entries.map(([name]) => name)
  const full = (name: string, value: Value) => {
    if (value === null) return meaning === 'itself' ? name : {}
    return shortened(inner.input, value)
  }
  return Object.fromEntries(entries.map(([name, value]) => [name, full(name, value)]))
}

/** Changes what is in a value, and leaves alone what the form does not know. */
function inside(input: Input, value: Value, change: (input: Input, value: Value) => Value): Value {
  if (input.kind === 'list' && isList(value)) {
    return value.map(item => change(input.item.input, item)).filter(item => item !== undefined)
  }
  if (input.kind === 'map' && isMap(value)) {
    const entries = Object.entries(value)
    return Object.fromEntries(entries.map(([name, own]) => [name, change(input.value.input, own)]))
  }
  if (input.kind !== 'group' || !isMap(value)) return value
  const names = [...input.fields.map(({ name }) => name).filter(name => name in value)]
  const more = Object.keys(value).filter(name => !names.includes(name))
  const entries = [...names, ...more].map(name => {
    const own = fieldIn(input, name)
    return [name, own ? change(own.input, value[name]) : value[name]] as const
  })
  return Object.fromEntries(entries.filter(([, own]) => own !== undefined))
}

/** A field of a group, or what any other key of it holds. */
export function fieldIn(input: Input, name: string): FormField | undefined {
  if (input.kind !== 'group') return undefined
  return input.fields.find(field => field.name === name) ?? input.others ?? undefined
}

function isText(value: Value): value is string {
  return typeof value === 'string'
}

/** YAML for people has no null: an empty map says the same. */
export function plain(value: Value): Data {
  if (isList(value)) return value.map(plain)
  if (isMap(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, plain(own)]))
  }
  return value ?? {}
}
