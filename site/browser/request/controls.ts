import type { Place } from '../../../src/edits/new.ts'
import type { Action } from '../../request/form-actions.ts'

/** What somebody did, and whether other controls are needed after it. */
export interface Meant {
  readonly action: Action
  /** The new key of an entry. */
  readonly name?: string
  readonly isRedrawn: boolean
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement

/** What an event means for the form. A key of a map counts once it is written to its end. */
export function meant({ type, target }: Event): Meant | undefined {
  if (!isControl(target)) return undefined
  const { does, path } = target.dataset
  if (does === undefined || path === undefined || !isTold(target, type, does)) return undefined
  const action: Action = {
    does: does === 'rename' ? 'write' : (does as Action['does']), // written by `draw-field.ts`
    path: JSON.parse(path),
    text: target.value,
    isOn: target instanceof HTMLInputElement && target.checked
  }
  if (does === 'rename') return { action, name: target.value.trim(), isRedrawn: true }
  return { action, isRedrawn: !['write', 'lines'].includes(does) }
}

/** Each kind of control tells by one event. */
function isTold(target: Control, type: string, does: string): boolean {
  if (target instanceof HTMLButtonElement) return type === 'click'
  const isTyped = target instanceof HTMLTextAreaElement || target.type === 'text'
  return type === (isTyped && does !== 'rename' ? 'input' : 'change')
}

function isControl(target: EventTarget | null): target is Control {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLButtonElement
  )
}

/** The name and the folder that are filled in. */
export function placeIn(page: Document): Place {
  const [name = '', team = ''] = ['name', 'team'].map(id => {
    const control = page.getElementById(id)
    return isControl(control) ? control.value.trim() : ''
  })
  return team === '' ? { name } : { name, team }
}
