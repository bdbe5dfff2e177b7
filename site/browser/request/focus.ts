import { idOf } from '../../request/draw-field.ts'
import type { Meant } from './controls.ts'

/** Draws a part of the page anew, and leaves the cursor and what is folded as they were. */
export function keeping(part: HTMLElement, draw: () => void): void {
  const open = [...part.querySelectorAll('details[open][id]')].map(({ id }) => id)
  const { activeElement } = document
  const isInside = part.contains(activeElement)
  const id = activeElement?.id ?? ''
  draw()
  for (const fold of open) document.getElementById(fold)?.setAttribute('open', '')
  if (isInside && id !== '') document.getElementById(id)?.focus({ preventScroll: true })
}

/** Goes on where somebody will: in what was added, or beside what was removed. */
export function focusAfter({ action: { does, path } }: Meant): void {
  if (does === 'remove') document.getElementById(`${idOf(path.slice(0, -1))}-add`)?.focus()
  if (does !== 'add') return
  const added = document.getElementById(`${idOf(path)}-add`)?.previousElementSibling
  added?.querySelector<HTMLElement>('input, select, textarea')?.focus()
}
