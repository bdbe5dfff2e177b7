import type { Made } from '../../charts/compile-in-page.ts'
import { count, listed } from '../../src/text/prose.ts'
import { groupBy } from '../../src/values/group.ts'
import { type Html, html } from '../frame/html.ts'
import { coded } from './draw-field.ts'
import { labels } from './field-labels.ts'
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

/** What one gets, once for clusters that give the same. */
export function drawQuota(tenants: readonly Made[]): Html {
  const alike = groupBy(tenants, ({ quota }) => JSON.stringify(quota))
  return html`${Array.from(alike.values(), group => {
    const [{ quota } = { quota: [] }] = group
    return html`<table><caption>On ${listed(group.map(({ cluster }) => cluster).sort(), 'and')}</caption>
<thead><tr><th scope="col">What</th><th scope="col">At most</th><th scope="col">Who says so</th></tr></thead>
<tbody>
${quota.filter(({ field }) => field !== 'quota.preset').map(drawAmount)}</tbody></table>
`
  })}`
}

function drawAmount({ field, value, from, file, line }: Made['quota'][number]): Html {
  const name = labels[field] ?? others[field] ?? field.replace(/^quota\./, '')
  const place =
    file === null
      ? null
      : html`<br><span class="note" title="${file}">${file.split('/').at(-1)}:${line}</span>`
  return html`<tr><th scope="row">${name}</th><td>${inWords(value)}</td><td>${origins[from] ?? from.replace('preset', 'the size')}${place}</td></tr>
`
}

const others: Readonly<Record<string, string>> = {
  'quota.requests.ephemeral-storage': 'Scratch space',
  'quota.limits.ephemeral-storage': 'Scratch space at most'
}

/** As people write it: `128 GiB`. */
export function inWords(amount: string): string {
  return amount.replace(/(?<=\d)([KMGTPE]i)$/, ' $1B')
}

const origins: Readonly<Record<string, string>> = {
  tenant: 'this file',
  'cluster entry': 'this file, for the cluster',
  policy: 'the most that the policy grants',
  common: 'the company',
  cluster: 'the cluster',
  default: 'nobody; it is the usual'
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
