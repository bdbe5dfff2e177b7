import type { Answer, Request } from '../../charts/compile-in-page.ts'
import { policy } from '../../src/diagnostics/codes.ts'
import { tenantSchema } from '../../src/documents/tenant.ts'
import type { Place } from '../../src/edits/new.ts'
import { own } from '../../src/values/lookup.ts'
import { changed, moved, readText, written } from './file-text.ts'
import { formOf, type GroupInput } from './form-fields.ts'
import { isMap, type Value, type Values } from './form-values.ts'
import type { Shown } from './mistake-places.ts'
import { doubt, missing, taken, type Words } from './mistake-words.ts'
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

export function emptyDraft(known: Known): Draft {
  const place = { name: '' }
  const form = formFor(known, { place, value: {} })
  return { form, place, value: {}, text: written(form, place, {}).text, isReadable: true }
}

/** The form, in which sizes are those of the team and the template. */
export function formFor(
  known: Known,
  { place, value }: Pick<Draft, 'place' | 'value'>
): GroupInput {
  const { names, sizes, templates } = known
  const { template } = value
  return formOf({
    names,
    sizes: own(sizes.teams, place.team ?? '') ?? sizes.usual,
    usualSize: own(templates, typeof template === 'string' ? template : usualTemplate) ?? null
  })
}

/** What the form depends on. */
export function groundsOf({ place, value }: Pick<Draft, 'place' | 'value'>): string {
  return JSON.stringify([place.team, value.template])
}

const usualTemplate = tenantSchema.properties.template.default

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

/** What is wrong with the name that the compiler cannot find, because no file could be called so. */
export function nameMistake(draft: Draft, { world }: Pick<Known, 'world'>): Shown | null {
  const { name, team = '' } = draft.place
  const said = (words: Words): Shown => ({ words, drawn: null, place: 'name', code: null })
  if (name === '') return said(missing('Name of the place'))
  const strange = [name, team].find(isWay)
  if (strange !== undefined)
    return said({ ...wrong, message: `\`${strange}\` is a path, not a name` })
  // A file in another folder is the compiler's to find.
  const isTaken = Object.hasOwn(world.files, pathOf(draft))
  return isTaken ? said({ ...wrong, ...taken }) : null
}

const wrong = { kind: 'error', help: null } as const

function isWay(word: string): boolean {
  return /[/\\]|^\.+$/.test(word)
}

/** Stands for a name that is missing or wrong, so that all else can be judged. */
export const nameless = 'a-place'

export function pathOf({ form, place }: Draft): string {
  return written(form, { ...place, name: place.name || nameless }, {}).path
}

/** The path under which the compiler judges it. */
export function judgedPath(draft: Draft, known: Known): string {
  if (nameMistake(draft, known) === null) return pathOf(draft)
  const { team = '' } = draft.place
  return pathOf({
    ...draft,
    place: { ...(team !== '' && !isWay(team) && { team }), name: nameless }
  })
}

/** What the compiler is asked. */
export function requestOf(known: Known, draft: Draft, today: string): Request {
  const beside = standIns(known, draft.value, draft.place.team ?? '')
  return { path: judgedPath(draft, known), text: draft.text, today, beside }
}

/** Whether it may be sent. A page without names does not know what is granted to single tenants or teams. */
export function isAcceptable({ report }: Answer, { isPublic }: Known): boolean {
  const errors = report.diagnostics.filter(({ severity }) => severity === 'error')
  return errors.every(({ code }) => isPublic && Object.hasOwn(policy, code))
}

/** The same mistakes, in the words of a page that does not know what is granted to single tenants or teams. */
export function withDoubts(all: readonly Shown[], { isPublic }: Known): readonly Shown[] {
  return all.map(shown => {
    const { code, words } = shown
    const isDoubtful = isPublic && code !== null && Object.hasOwn(policy, code)
    return isDoubtful ? { ...shown, words: doubt(words) } : shown
  })
}
