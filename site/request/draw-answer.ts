import type { Answer, Made } from '../../charts/compile-in-page.ts'
import { count, listed } from '../../src/text/prose.ts'
import { groupBy } from '../../src/values/group.ts'
import { type Html, html } from '../frame/html.ts'
import { coded } from './draw-field.ts'
import { labels } from './field-labels.ts'

type Mistake = Answer['report']['diagnostics'][number]

/** A mistake where it belongs: its words, and the place in the file as a terminal shows it. */
export function drawMistake({ severity, code, message, help }: Mistake, drawn: string): Html {
  return html`<div class="mistake ${severity}" data-code="${code}">
<p><strong>${severity === 'error' ? 'Mistake' : 'Warning'}:</strong> ${coded(message)}</p>
${help === undefined ? null : html`<p>What to do: ${coded(help)}</p>`}
<details class="more"><summary>In the file</summary><pre>${drawn}</pre></details>
</div>
`
}

/** One line about all of it. */
export function statusOf({ report }: Answer): string {
  const { errors, warnings } = report.summary
  if (errors > 0) return `${count(errors, 'mistake')} to put right.`
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
  const place = file === null ? null : html`<br><span class="note">${file}:${line}</span>`
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
