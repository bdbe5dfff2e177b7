import type { Made } from '../../charts/compile-in-page.ts'
import { listed } from '../../src/text/prose.ts'
import { groupBy } from '../../src/values/group.ts'
import { type Html, html } from '../frame/html.ts'
import { labels } from './field-labels.ts'

type Fact = Made['facts'][number]

/** Who says the same of a field. */
interface Row {
  readonly facts: readonly [Fact, ...Fact[]]
  /** Nothing where it holds on all clusters. */
  readonly on: string | null
}

/** What `npx tenantry show` says of it, in the words of the form, and once for all clusters with the same. */
export function drawFacts(tenants: readonly Made[]): Html {
  const sites = tenants.map(({ cluster }) => cluster).sort()
  const all = rowsOf(tenants, sites)
  return html`<table><caption>On ${listed(sites, 'and')}</caption>
<thead><tr><th scope="col">What</th><th scope="col">You get, and who says so</th></tr></thead>
${sections.map(([title, words]) => {
  return drawSection(
    title,
    all.filter(({ facts: [{ field }] }) => words.some(word => `${field}.`.startsWith(`${word}.`)))
  )
})}</table>
`
}

/** What everybody asks for first. */
const sections: readonly (readonly [title: string, words: readonly string[]])[] = [
  ['People', ['owner', 'members']],
  ['How much all may use together', ['quota']],
  ['Notebooks', ['pools', 'notebooks', 'environment', 'queue']],
  ['Disks and secrets', ['volumes', 'secrets']],
  ['Data and rights in AWS', ['aws.read', 'aws.write', 'aws.role', 'aws.policies']],
  ['Pipelines', ['pipelines']],
  ['Network and models', ['network', 'serving']],
  ['A single program', ['limits']]
]

function rowsOf(tenants: readonly Made[], sites: readonly string[]): Row[] {
  const all = tenants.flatMap(({ cluster, facts }) => facts.map(fact => ({ fact, cluster })))
  const same = Array.from(groupBy(all, ({ fact }) => JSON.stringify(fact)).values(), list => {
    const on = listed(list.map(({ cluster }) => cluster).sort(), 'and')
    return { fact: list[0].fact, on: list.length === sites.length ? null : on }
  })
  const fields = [...groupBy(same, ({ fact }) => fact.field).values()]
  return fields.flatMap(list => {
    const rows = groupBy(list, ({ fact: { from, file }, on }) => JSON.stringify([from, file, on]))
    return Array.from(rows.values(), ([first, ...more]): Row => {
      return { facts: [first.fact, ...more.map(({ fact }) => fact)], on: first.on }
    })
  })
}

function drawSection(title: string, rows: readonly Row[]): Html | null {
  if (rows.length === 0) return null
  return html`<tbody><tr><th scope="rowgroup" colspan="2">${title}</th></tr>
${rows.map(drawRow)}</tbody>
`
}

function drawRow({ facts, on }: Row): Html {
  const [{ field, from, file }] = facts
  const lines = [...new Set(facts.flatMap(({ line }) => line ?? []))].join(', ')
  const whose = origins[from] ?? `the ${from.replace('preset', 'size')}`
  const place = file === null ? '' : ` (${file.split('/').at(-1)}:${lines})`
  return html`<tr><th scope="row">${labelOf(field)}</th>
<td>${facts.map(({ value }) => html`<div>${inWords(field, value)}</div>`)}
<div class="note"${file === null ? null : html` title="${file}"`}>${on === null ? '' : `on ${on}: `}${whose}${place}</div></td></tr>
`
}

function labelOf(field: string): string {
  const bound = /^(limits\.\w+)\./.exec(field)?.[1]
  if (bound !== undefined) return `${labels[bound]}: ${labels[field]}`
  return others[field] ?? labels[field] ?? field.replace(/^quota\./, '')
}

const others: Readonly<Record<string, string>> = {
  'quota.requests.ephemeral-storage': 'Scratch space',
  'quota.limits.ephemeral-storage': 'Scratch space at most',
  'notebooks.images': 'Images',
  'aws.role': 'Role',
  volumes: 'Disks',
  secrets: 'Secrets'
}

function inWords(field: string, value: string): string {
  return choices[`${field} ${value}`] ?? withUnits(value)
}

/** As people write it: `128 GiB`. */
export function withUnits(amount: string): string {
  return amount.replace(/(?<=\d)([KMGTPE]i)\b/, ' $1B')
}

const choices: Readonly<Record<string, string>> = {
  'pipelines.enabled true': 'yes',
  'pipelines.enabled false': 'no',
  'network.egress open': 'anywhere, the internet too',
  'network.egress cluster': 'only inside of the cluster'
}

const origins: Readonly<Record<string, string>> = {
  tenant: 'this file',
  'cluster entry': 'this file, for the cluster',
  folder: 'the team',
  policy: 'the most that the policy grants',
  common: 'the company',
  cluster: 'the cluster',
  default: 'nobody; it is the usual'
}
