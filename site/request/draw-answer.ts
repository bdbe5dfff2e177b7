import type { Made } from '../../charts/compile-in-page.ts'
import { count, listed } from '../../src/text/prose.ts'
import { type Html, html } from '../frame/html.ts'
import { coded } from './draw-field.ts'
import type { Shown } from './mistake-places.ts'
import type { Words } from './mistake-words.ts'

const kinds: Readonly<Record<Words['kind'], string>> = {
  missing: 'To fill in',
  doubt: 'Perhaps not allowed',
  error: 'Mistake',
  warning: 'Warning'
}

/** A mistake where it belongs, and the words of the check as a terminal shows them. */
export function drawMistake({ words: { kind, message, help }, drawn }: Shown): Html {
  return html`<div class="mistake ${kind}">
<p><strong>${kinds[kind]}:</strong> ${coded(message)}</p>
${help === null ? null : html`<p>What to do: ${coded(help)}</p>`}
${drawn === null ? null : html`<details class="more"><summary>What the check says</summary><pre>${drawn}</pre></details>`}
</div>
`
}

/** The same as a line of a list. */
export function inOneLine({ words: { kind, message } }: Shown): Html {
  return kind === 'missing' ? html`${kinds[kind]}: ${coded(message)}` : html`${coded(message)}`
}

/** One line about all of it. */
export function statusOf(all: readonly Shown[]): string {
  const of = (kind: Words['kind']) => all.filter(({ words }) => words.kind === kind).length
  const [missing, errors, warnings, doubts] = [
    of('missing'),
    of('error'),
    of('warning'),
    of('doubt')
  ]
  const parts = [
    ...(errors > 0 ? [`${count(errors, 'mistake')} to put right`] : []),
    ...(missing > 0 ? [`${count(missing, 'field')} to fill in`] : [])
  ]
  if (parts.length > 0) return `${listed(parts, 'and')}.`
  if (doubts > 0)
    return `No mistakes, and ${count(doubts, 'thing')} perhaps not allowed. You may send it.`
  return warnings > 0 ? `No mistakes, and ${count(warnings, 'warning')}.` : 'No mistakes.'
}

/** Each file that would be generated, folded. */
export function drawFiles(tenants: readonly Made[]): Html {
  return html`${tenants.map(({ cluster, files }) => {
    return html`<h3>On ${cluster}</h3>
${files.map(({ path, text }) => {
  return html`<details class="file"><summary><code>${path}</code></summary><pre tabindex="0">${text}</pre></details>
`
})}`
  })}`
}
