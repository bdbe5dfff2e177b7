import { html } from '../frame/html.ts'
import { fill } from './page.ts'

interface Pages {
  readonly total: number
  readonly length: number
  /** What is counted. */
  readonly noun: string
  readonly shown: (from: number) => void
}

/** Two buttons that turn pages; nothing where one page shows all. */
export function pager(element: HTMLElement, { total, length, noun, shown }: Pages): void {
  const turn = (from: number) => {
    shown(from)
    draw(from)
  }
  const draw = (from: number) => {
    const to = Math.min(total, from + length)
    fill(
      element,
      html`<button type="button">Previous</button> <button type="button">Next</button>
<span class="note">${noun}s ${from + 1} to ${to} of ${total}</span>`
    )
    const [back, on] = element.querySelectorAll('button')
    if (!back || !on) return
    back.disabled = from === 0
    on.disabled = to === total
    back.addEventListener('click', () => turn(from - length))
    on.addEventListener('click', () => turn(from + length))
  }
  element.hidden = total <= length
  draw(0)
}
