import type { Answer, Request } from '../../charts/compile-in-page.ts'
import { policy } from '../../src/diagnostics/codes.ts'
import type { Place } from '../../src/edits/new.ts'
import { changed, moved, readText, written } from './file-text.ts'
import type { GroupInput } from './form-fields.ts'
import { isMap, type Value, type Values } from './form-values.ts'
import type { Known } from './page-data.ts'
import { standIns } from './stand-ins.ts'

/** What somebody has filled in and written so far. */
export interface Draft {
  readonly form: GroupInput
  readonly place: Place
  readonly value: Values
  readonly text: string
  /** Whether the text says what the form shows. */
  readonly isReadable: boolean
}

export function emptyDraft(form: GroupInput): Draft {
  const place = { name: '' }
  return { form, place, value: {}, text: written(form, place, {}).text, isReadable: true }
}

/** Somebody changed the form. */
export function withForm(draft: Draft, value: Value): Draft {
  if (!isMap(value)) return draft
  return { ...draft, value, text: changed(draft, value) }
}

/** Somebody wrote in the text. */
export function withText(draft: Draft, text: string): Draft {
  const value = readText(draft.form, text)
  const isReadable = isMap(value)
  return { ...draft, text, isReadable, ...(isReadable && { value }) }
}

/** Somebody gave it a name, or another folder. */
export function withPlace(draft: Draft, place: Place): Draft {
  return { ...draft, place, text: moved(draft.text, draft.place, place) }
}

/** What is wrong with the name before anything can be judged; nothing if it can be. */
export function wrongName(draft: Draft, { world }: Pick<Known, 'world'>): string | null {
  const { name, team } = draft.place
  for (const word of [name, team ?? '']) {
    if (/[/\\]|^\.+$/.test(word)) return `\`${word}\` is a path, not a name`
  }
  // A file in another folder is the compiler's to find.
  const isTaken = Object.hasOwn(world.files, pathOf(draft))
  return isTaken ? `there is a place \`${name}\` already: take another name` : null
}

/** Stands for a name that is still missing. */
const nameless = 'a-place'

export function pathOf({ form, place }: Draft): string {
  return written(form, { ...place, name: place.name || nameless }, {}).path
}

/** What the compiler is asked. */
export function requestOf(known: Known, draft: Draft, today: string): Request {
  const beside = standIns(known, draft.value, draft.place.team ?? '')
  return { path: pathOf(draft), text: draft.text, today, beside }
}

/** Whether it may be sent. A page without names does not know what is granted to single tenants or teams. */
export function isAcceptable({ report }: Answer, { isPublic }: Known): boolean {
  const errors = report.diagnostics.filter(({ severity }) => severity === 'error')
  return errors.every(({ code }) => isPublic && Object.hasOwn(policy, code))
}
