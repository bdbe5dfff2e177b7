import type { Path } from '../../src/yaml/node.ts'
import type { FormField, Input } from './form-fields.ts'
import { fieldAt, valueAt, withValue } from './form-paths.ts'
import { isList, isMap, type Value } from './form-values.ts'

/** What somebody did to a part of the form. */
export interface Action {
  readonly does: 'write' | 'lines' | 'tick' | 'pick' | 'word' | 'add' | 'remove'
  readonly path: Path
  /** What a field holds now, or which of several it is about. */
  readonly text: string
  readonly isOn: boolean
}

/** The value of the form after it. */
export function after(form: FormField, value: Value, action: Action): Value {
  const { path } = action
  const field = fieldAt(form, path)
  const now = valueAt(value, path)
  return field ? withValue(value, path, next(field.input, now, action)) : value
}

function next(input: Input, now: Value, { does, text, isOn }: Action): Value {
  switch (does) {
    case 'write':
      return scalar(input, text)
    case 'lines':
      return text.split('\n').map(line => line.trim())
    case 'word':
      return text === 'list' ? [''] : scalar(input, text)
    case 'pick':
      return { ...without(now, namesIn(input)), [text]: '' }
    case 'tick':
      return ticked(input, now, { text, isOn })
    case 'add':
      return added(input, now)
    case 'remove':
      return undefined
  }
}

/** Nothing where nothing is written. */
function scalar({ kind }: Input, text: string): Value {
  const trimmed = text.trim()
  if (trimmed === '') return kind === 'text' ? '' : undefined
  if (kind === 'flag') return trimmed === 'true'
  const isNumber = kind === 'amount' && /^\d{1,15}$/.test(trimmed)
  return isNumber ? Number(trimmed) : trimmed
}

/** One of several is taken or left. */
function ticked(input: Input, now: Value, { text, isOn }: Pick<Action, 'text' | 'isOn'>): Value {
  if (input.kind === 'map') {
    if (isOn) return { ...without(now, []), [text]: null }
    return without(now, [text])
  }
  const others = (isList(now) ? now : []).filter(item => item !== text)
  return isOn ? [...others, text] : others
}

function added(input: Input, now: Value): Value {
  if (input.kind === 'map') return { ...without(now, []), '': '' }
  const items = isList(now) ? now : []
  const inner = input.kind === 'list' ? input.item.input : undefined
  const [first] = inner ? namesIn(inner) : []
  return [...items, first === undefined ? {} : { [first]: '' }]
}

function namesIn(input: Input): readonly string[] {
  return input.kind === 'group' ? input.oneOf : []
}

function without(value: Value, names: readonly string[]): Readonly<Record<string, Value>> {
  const entries = Object.entries(isMap(value) ? value : {})
  return Object.fromEntries(entries.filter(([name]) => !names.includes(name)))
}

/** The map with another key for one of its entries, in the same place. */
export function renamed(value: Value, [...path]: Path, name: string): Value {
  const key = String(path.pop())
  const map = valueAt(value, path)
  const entries = Object.entries(isMap(map) ? map : {})
  const moved = entries
    .filter(([other]) => other === key || other !== name)
    .map(([other, own]) => [other === key ? name : other, own] as const)
  return withValue(value, path, Object.fromEntries(moved))
}
