import type { Html } from '../../frame/html.ts'
import { drawFiles, statusOf } from '../../request/draw-answer.ts'
import { drawFacts } from '../../request/draw-facts.ts'
import { idOf } from '../../request/draw-field.ts'
import { rootOf } from '../../request/form-fields.ts'
import { gpuHint } from '../../request/gpu-hint.ts'
import { shownIn } from '../../request/mistake-places.ts'
import type { Known } from '../../request/page-data.ts'
import {
  type Draft,
  isAcceptable,
  judgedPath,
  nameless,
  nameMistake,
  pathOf,
  withDoubts
} from '../../request/request-draft.ts'
import { byId, fill } from '../page.ts'
import { showLink } from './buttons.ts'
import { showMistakes } from './mistakes.ts'
import type { Answered } from './thread.ts'

const standIn = `Until the place has a name that can be used, ${nameless} stands for it in all that is said and shown here.`

const unreadable = 'The form waits until this text can be read: the mistake says where it cannot.'

/** Shows the text of the file, and whether the form follows it. */
export function showText(draft: Draft): void {
  const text = byId('text', HTMLTextAreaElement)
  if (text.value !== draft.text) text.value = draft.text
  byId('path', HTMLElement).textContent = draft.place.name === '' ? '' : pathOf(draft)
  byId('fields', HTMLElement).inert = !draft.isReadable
  byId('text-note', HTMLElement).textContent = draft.isReadable ? '' : unreadable
  showLink(null)
}

/** Shows what the compiler says of a draft, unless somebody has gone on typing. */
export function showAnswer(answered: Answered, draft: Draft, known: Known): void {
  const { path, text } = answered.request
  if (text !== draft.text || path !== judgedPath(draft, known)) return
  wait(false)
  if ('bug' in answered) {
    say(`This page has failed, which is a mistake of Tenantry: ${answered.bug}`)
    return
  }
  const { answer } = answered
  const found = withDoubts(shownIn(answer, path, [rootOf(draft.form), draft.value]), known)
  const name = nameMistake(draft, known)
  const all = name === null ? found : [name, ...found.filter(({ place }) => place !== 'name')]
  showMistakes(all)
  showHint(gpuHint(answer.tenants, draft.value))
  say(statusOf(all))
  byId('stand-in', HTMLElement).textContent = name === null ? '' : standIn
  const isGood = name === null && isAcceptable(answer, known)
  showLink(isGood ? { path: pathOf(draft), text: draft.text } : null, known.repository)
  const { tenants } = answer
  if (tenants.length > 0) fill(byId('facts', HTMLElement), drawFacts(tenants))
  if (tenants.length > 0) fill(byId('files', HTMLElement), drawFiles(tenants))
  for (const id of ['facts', 'files']) {
    const part = byId(id, HTMLElement)
    const isOld = tenants.length === 0 && part.querySelector('table, details') !== null
    part.classList.toggle('old', isOld)
  }
}

/** Stands below the mistakes of the field. */
function showHint(hint: Html): void {
  const note = document.getElementById(`${idOf(['quota', 'gpu'])}-note`)
  note?.insertAdjacentHTML('beforeend', hint.html)
}

function say(words: string): void {
  byId('status', HTMLElement).textContent = words
}

export function wait(isBusy: boolean): void {
  byId('result', HTMLElement).setAttribute('aria-busy', String(isBusy))
}
