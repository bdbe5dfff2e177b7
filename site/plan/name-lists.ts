import type { Place } from '../../charts/plan/plan-data.ts'
import { count } from '../../src/text/prose.ts'
import { type Html, html, nothing } from '../frame/html.ts'

/** A sentence names three of many; here are all of them. */
export function names(noun: string, all: readonly string[]): Html {
  if (all.length <= 3) return nothing
  return html`<details><summary>${count(all.length, noun)}</summary><p>${all.join(', ')}</p></details>
`
}

export function line({ file, line: number }: Place): Html {
  return html`<code>${file}:${number}</code>`
}
