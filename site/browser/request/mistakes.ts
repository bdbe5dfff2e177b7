import { type Html, html } from '../../frame/html.ts'
import { drawMistake, inOneLine } from '../../request/draw-answer.ts'
import { idOf } from '../../request/draw-field.ts'
import type { Shown } from '../../request/mistake-places.ts'
import { byId, fill } from '../page.ts'

/** Puts each mistake beside its field, and a list of all above. */
export function showMistakes(all: readonly Shown[]): void {
  clear()
  const links = all.map((shown, at) => {
    const slot = slotOf(shown.place)
    const note = document.createElement('div')
    note.id = `mistake-${at}`
    fill(note, drawMistake(shown))
    slot.append(note)
    if (!['missing', 'doubt'].includes(shown.words.kind)) mark(slot)
    return html`<li><a href="#${note.id}">${inOneLine(shown)}</a></li>`
  })
  fill(byId('mistakes', HTMLElement), links)
  count()
}

function clear(): void {
  for (const slot of document.querySelectorAll('.notes, #general')) slot.replaceChildren()
  for (const control of document.querySelectorAll('[aria-invalid]')) {
    control.removeAttribute('aria-invalid')
  }
}

/** The place of the field itself, or of the nearest one around it that the form shows. */
function slotOf(place: Shown['place']): Element {
  const general = byId('general', HTMLElement)
  if (place === 'elsewhere') return general
  if (place === 'name') return document.getElementById('name-note') ?? general
  for (let length = place.length; length > 0; length--) {
    const slot = document.getElementById(`${idOf(place.slice(0, length))}-note`)
    if (slot) return slot
  }
  return general
}

function mark(slot: Element): void {
  const control = document.getElementById(slot.id.replace(/-note$/, ''))
  if (control?.matches('input, select, textarea')) control.setAttribute('aria-invalid', 'true')
}

/** Says on what is folded that something in it is wrong. */
function count(): void {
  for (const section of document.querySelectorAll('.section')) {
    const all = section.querySelectorAll('.mistake').length
    const count = section.querySelector('.count')
    if (count instanceof HTMLElement) fill(count, counted(all))
  }
}

function counted(all: number): Html {
  return all === 0 ? html`` : html`<span class="tag strong">${all} to look at</span>`
}

/** Opens what is folded around the place that a link leads to. */
export function follow(event: Event): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  const note = link ? document.getElementById(link.hash.slice(1)) : null
  if (!note) return
  event.preventDefault()
  for (
    let outer = note.closest('details');
    outer;
    outer = outer.parentElement?.closest('details') ?? null
  ) {
    outer.open = true
  }
  const control = document.getElementById(note.parentElement?.id.replace(/-note$/, '') ?? '')
  note.scrollIntoView({ block: 'center' })
  control?.focus({ preventScroll: true })
}
