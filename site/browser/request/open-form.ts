import type { Schema } from '../../../charts/schemas/schema.ts'
import { drawForm } from '../../request/draw-form.ts'
import { after, renamed } from '../../request/form-actions.ts'
import { rootOf } from '../../request/form-fields.ts'
import type { Value } from '../../request/form-values.ts'
import type { Known } from '../../request/page-data.ts'
import {
  type Draft,
  emptyDraft,
  formFor,
  groundsOf,
  requestOf,
  withForm,
  withPlace,
  withText
} from '../../request/request-draft.ts'
import { dataNames } from '../../request/request-page.ts'
import { byId, dataOf, fill } from '../page.ts'
import { wireButtons } from './buttons.ts'
import { type Meant, meant, placeIn } from './controls.ts'
import { focusAfter, keeping } from './focus.ts'
import { follow } from './mistakes.ts'
import { showAnswer, showText, wait } from './result.ts'
import { compilerIn } from './thread.ts'

/** Somebody goes on typing in a shorter time than this, in milliseconds. */
const pause = 150

/** Draws the form, and judges what is in it whenever it changes. */
export function start(): void {
  const known = dataOf<Known>(dataNames.known)
  const schemas = dataOf<Readonly<Record<string, Schema>>>(dataNames.schemas)
  let draft = emptyDraft(known)
  const ask = compilerIn({ ...known.world, schemas }, answered => {
    showAnswer(answered, draft, known)
  })
  const judge = later(() => {
    ask(requestOf(known, draft, today()))
  })
  const fields = byId('fields', HTMLElement)
  const draw = () => keeping(fields, () => fill(fields, drawForm(draft.form, draft.value)))
  const update = (next: Draft, isRedrawn: boolean) => {
    const isOther = groundsOf(next) !== groundsOf(draft)
    draft = isOther ? { ...next, form: formFor(known, next) } : next
    showText(draft)
    if (isRedrawn || isOther) draw()
    wait(true)
    judge()
  }
  const edit = (event: Event) => {
    const action = meant(event)
    if (!action) return
    update(withForm(draft, valueAfter(draft, action)), action.isRedrawn)
    focusAfter(action)
  }
  for (const name of ['input', 'change', 'click']) fields.addEventListener(name, edit)
  const text = byId('text', HTMLTextAreaElement)
  text.addEventListener('input', () => update(withText(draft, text.value), true))
  const place = () => update(withPlace(draft, placeIn(document)), false)
  for (const id of ['name', 'team']) byId(id, HTMLElement).addEventListener('input', place)
  for (const links of [byId('mistakes', HTMLElement), fields])
    links.addEventListener('click', follow)
  wireButtons(known.repository, () => draft)
  showText(draft)
  draw()
  byId('request', HTMLElement).hidden = false
}

function valueAfter(draft: Draft, { action, name }: Meant): Value {
  if (name !== undefined) return renamed(draft.value, action.path, name)
  return after(rootOf(draft.form), draft.value, action)
}

function later(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(work, pause)
  }
}

/** As the check of a pull request has it. */
function today(): string {
  return new Date().toISOString().slice(0, 10)
}
