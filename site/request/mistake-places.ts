import type { Answer } from '../../charts/compile-in-page.ts'
import type { Path } from '../../src/yaml/node.ts'
import type { FormField } from './form-fields.ts'
import { fieldAt, formPath, valueAt } from './form-paths.ts'
import { filledIn, isMap, type Value } from './form-values.ts'
import { missing, type Place, type Words, wordsFor } from './mistake-words.ts'

type Mistake = Answer['report']['diagnostics'][number]

export interface Shown {
  readonly words: Words
  /** What a terminal shows; nothing where the check was not asked. */
  readonly drawn: string | null
  readonly place: Place
  /** Nothing where the compiler was not asked. */
  readonly code: Mistake['code'] | null
}

/** Where the form shows each mistake of an answer, and in which words. */
export function shownIn({ report, drawn }: Answer, path: string, held: Held): readonly Shown[] {
  return report.diagnostics.flatMap((mistake, at) => {
    const { field = null, text = null } = drawn[at] ?? {}
    const place = placeOf(mistake, path, field)
    const shown = typeof place === 'string' ? place : formPath(...held, place)
    const empty = typeof shown === 'string' ? [] : emptyAt(held, shown, mistake)
    const all = empty.length > 0 ? empty : [judged(held, mistake, shown)]
    return all.map(one => ({ ...one, drawn: text, code: mistake.code }))
  })
}

function judged([form]: Held, mistake: Mistake, place: Place): Omit<Shown, 'drawn' | 'code'> {
  const around = typeof place === 'string' ? undefined : fieldAt(form, place.slice(0, -1))?.input
  const names = around?.kind === 'group' ? around.fields.map(({ name }) => name) : []
  return { words: wordsFor(mistake, place, names), place }
}

/** A form and what it holds. */
type Held = readonly [FormField, Value]

function placeOf(mistake: Mistake, path: string, field: Path | null): Place {
  if (mistake.file !== path) return 'elsewhere'
  if (mistake.code === 'missing-document') return []
  if (field === null) return mistake.start.offset === 0 && mistake.end.offset === 0 ? 'name' : []
  return mistake.code === 'missing-field' ? groupOf(field) : field
}

/** What is still to fill in: the name of a value, or fields of a group. */
function emptyAt(
  held: Held,
  place: Path,
  { code }: Mistake
): readonly Omit<Shown, 'drawn' | 'code'>[] {
  if (place.at(-1) === '') return [{ words: missing('Name'), place }]
  return code === 'missing-field' || code === 'missing-document' ? missingIn(held, place) : []
}

/** It is marked at whichever field stands first beside the missing one, or at an entry without any. */
function groupOf(field: Path): Path {
  return typeof field.at(-1) === 'number' ? field : field.slice(0, -1)
}

/** The fields of a group that are still to fill in. The check tells one at a time. */
function missingIn([form, value]: Held, group: Path): readonly Omit<Shown, 'drawn' | 'code'>[] {
  const input = fieldAt(form, group)?.input
  const held = valueAt(value, group)
  if (input?.kind !== 'group') return []
  const { fields, oneOf } = input
  const isEmpty = (field: FormField) => {
    return filledIn(field.input, isMap(held) ? held[field.name] : undefined) === undefined
  }
  const ways = fields.filter(({ name }) => oneOf.includes(name))
  const picked = ways.find(({ name }) => isMap(held) && held[name] !== undefined)
  const way = picked ?? ways.map(first => ({ ...first, label: 'Who' }))[0]
  const who = way && ways.every(isEmpty) ? [way] : []
  const needed = fields.filter(field => field.isRequired && isEmpty(field))
  return [...who, ...needed].map(({ name, label }) => {
    return { words: missing(label), place: [...group, name] }
  })
}
