import type { Source } from '../../src/diagnostics/source.ts'
import { newFile, type Place } from '../../src/edits/new.ts'
import { revise } from '../../src/yaml/edit/edit.ts'
import { fill } from '../../src/yaml/edit/fill.ts'
import { remove } from '../../src/yaml/edit/remove-items.ts'
import type { Fields } from '../../src/yaml/edit/write.ts'
import { locate, type Node, type Path, toValue } from '../../src/yaml/node.ts'
import { parseYaml } from '../../src/yaml/parse.ts'
import type { GroupInput } from './form-fields.ts'
import {
  filledIn,
  isList,
  isMap,
  opened,
  plain,
  shortened,
  type Value,
  type Values
} from './form-values.ts'

/** The file that says what the form holds. */
export function written(form: GroupInput, place: Place, value: Value): Source {
  return newFile(place, plain(said(form, value)) as Fields)
}

/** What a text says, for the form; null where nobody can read it. */
export function readText(form: GroupInput, text: string): Value {
  let isWhole = true
  const root = parseYaml({ path: '', text }, () => {
    isWhole = false
  })
  if (!isWhole || !root) return null
  const value = toValue(root) as Value // YAML has no other values
  if (value === null) return {}
  return isMap(value) ? opened(form, value) : null
}

/** A text that somebody works on. */
interface Draft {
  readonly form: GroupInput
  readonly place: Place
  readonly text: string
}

/** The text after a change in the form. What somebody typed stays as it is beside what was changed. */
export function changed({ form, place, text }: Draft, value: Value): string {
  const before = readText(form, text)
  if (before === null) return text
  const next = written(form, place, value)
  const [was, is] = [said(form, before), said(form, value)]
  if (written(form, place, before).text === text || Object.keys(is).length === 0) return next.text
  const file = (now: string) => ({ path: next.path, text: now })
  if (Object.keys(was).length === 0) return below(text, next.text)
  return differences(was, is, []).reduce((now, step) => apply(file(now), step), text)
}

/** The fields below comments, or whatever else says nothing. */
function below(text: string, next: string): string {
  if (/^(?!#).*\S/m.test(text) || text.trim() === '') return next
  const fields = next.slice(next.indexOf('\n') + 1)
  return `${text.trimEnd()}\n${fields}`
}

/** The line for editors names the schemas by the folder of the file. */
export function moved(text: string, from: Place, to: Place): string {
  const [before, after] = [from, to].map(place => newFile(place, {}).text)
  return before !== undefined && text.startsWith(before) ? after + text.slice(before.length) : text
}

function said(form: GroupInput, value: Value): Values {
  const short = shortened(form, filledIn(form, value))
  return isMap(short) ? short : {}
}

interface Step {
  readonly path: Path
  /** Undefined for what goes. */
  readonly value: Value
}

/** Removals come last, from the end, so that no index moves under another step. */
function differences(was: Value, is: Value, path: Path): readonly Step[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return []
  if (isMap(was) && isMap(is)) return ofMaps(was, is, path)
  if (isList(was) && isList(is)) return ofLists(was, is, path)
  return [{ path, value: is }]
}

function ofMaps(was: Values, is: Values, path: Path): readonly Step[] {
  const gone = Object.keys(was).filter(name => !(name in is))
  return [
    ...Object.keys(is).flatMap(name => differences(was[name], is[name], [...path, name])),
    ...gone.map(name => ({ path: [...path, name], value: undefined }))
  ]
}

function ofLists(was: readonly Value[], is: readonly Value[], path: Path): readonly Step[] {
  const kept = was.findIndex((item, at) => JSON.stringify(item) !== JSON.stringify(is[at]))
  const from = kept < 0 ? was.length : kept
  const fewer = was.length - is.length
  const goesOn = JSON.stringify(was.slice(from + fewer)) === JSON.stringify(is.slice(from))
  if (fewer > 0 && goesOn && is.length > 0) {
    return Array.from({ length: fewer }, (_, at) => {
      return { path: [...path, from + fewer - 1 - at], value: undefined }
    })
  }
  if (fewer > 0) return [{ path, value: is }]
  return is.flatMap((item, at) => differences(was[at], item, [...path, at]))
}

function apply(file: Source, { path, value }: Step): string {
  if (value !== undefined) return fill(file, [{ path, value: plain(value) }]).file.text
  const root = parseYaml(file, () => {})
  const edits = root ? removal(root, path) : []
  return revise(edits)[0]?.text ?? file.text
}

function removal(root: Node, path: Path) {
  const outer = path.slice(0, -1)
  const step = path.at(-1)
  const value = locate(root, outer)
  if (!value || value.kind === 'scalar' || step === undefined) return []
  const index =
    value.kind === 'sequence' ? Number(step) : [...value.entries.keys()].indexOf(String(step))
  return remove({ key: value, value }, new Set([index]))
}
