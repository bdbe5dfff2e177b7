import type { Path } from '../../src/yaml/node.ts'
import type { FormField, Input } from './form-fields.ts'
import { entryFilledIn, fieldIn, isList, isMap, type Value } from './form-values.ts'

/** The value at a path. */
export function valueAt(value: Value, path: Path): Value {
  return path.reduce<Value>((inner, step) => {
    if (isList(inner)) return inner[Number(step)]
    return isMap(inner) ? inner[step] : undefined
  }, value)
}

/** The same with another value at a path; nothing there takes it out. */
export function withValue(value: Value, [step, ...rest]: Path, next: Value): Value {
  if (step === undefined) return next
  if (typeof step === 'number') {
    const items = isList(value) ? value : []
    const own = withValue(items[step], rest, next)
    return own === undefined
      ? items.toSpliced(step, 1)
      : [...items.slice(0, step), own, ...items.slice(step + 1)]
  }
  const map = isMap(value) ? value : {}
  const own = withValue(map[step], rest, next)
  if (own !== undefined) return { ...map, [step]: own }
  const { [step]: _, ...others } = map
  return others
}

/** The field at a path of the form. */
export function fieldAt(field: FormField, path: Path): FormField | undefined {
  return path.reduce<FormField | undefined>(
    (found, step) => found && inner(found.input, step),
    field
  )
}

function inner(input: Input, step: string | number): FormField | undefined {
  if (input.kind === 'list' || input.kind === 'either') return input.item
  if (input.kind === 'map') return input.value
  return fieldIn(input, String(step))
}

/** Where the form shows what stands at a path of the file. */
export function formPath(field: FormField, value: Value, path: Path): Path {
  const { input } = field
  const [step, ...rest] = path
  if (step === undefined) return shortPath(input, value)
  if (input.kind === 'map' && typeof step === 'number') {
    const key = isMap(value) ? Object.keys(value).filter(name => name !== '')[step] : undefined
    return key === undefined ? [] : [key]
  }
  const here = typeof step === 'number' && isList(value) ? shownAt(input, value, step) : step
  const next = inner(input, step)
  return next ? [here, ...formPath(next, valueAt(value, [here]), rest)] : [here]
}

/** A text in place of a whole group is that of one field. */
function shortPath(input: Input, value: Value): Path {
  if (input.kind !== 'group' || input.short === null || !isMap(value)) return []
  const others = Object.keys(value).filter(name => name !== input.short)
  return others.length === 0 ? [input.short] : []
}

/** The file has no entries that are empty texts. */
function shownAt(input: Input, items: readonly Value[], index: number): number {
  if (input.kind !== 'list') return index
  const shown = items.flatMap((item, at) => {
    return entryFilledIn(input.item.input, item) === undefined ? [] : [at]
  })
  return shown[index] ?? index
}
