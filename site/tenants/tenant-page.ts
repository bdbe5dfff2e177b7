import { groupBy } from '../../src/values/group.ts'
import { type Column, table } from '../frame/data-table.ts'
import type { Page } from '../frame/frame.ts'
import { type Html, html, nothing } from '../frame/html.ts'
import type { On, TenantData } from './tenant-data.ts'
import { tenantPath } from './tenant-row.ts'

/** The page of one tenant: who may enter it, what it may use, and what is made of it. */
export function tenantPage(data: TenantData): Page {
  const { name, description, owner, team, states, clusters } = data
  const facts = [
    ['Owner', owner],
    ['Team', team === '' ? 'none' : team],
    ['State', states.join(', ')],
    [clusters.length === 1 ? 'Cluster' : 'Clusters', clusters.join(', ')]
  ]
  const content = html`${description === '' ? nothing : html`<p class="lead">${description}</p>`}
<dl class="strip">
${facts.map(([title, value]) => html`<div><dt>${title}</dt><dd>${value}</dd></div>\n`)}</dl>
${access(data)}
${factTable('What it may use', data, ['quota'])}
${data.measured === null ? nothing : html`<p class="soft">Used on ${data.measured}, as Prometheus measured it.</p>`}
${factTable('Identity and pipelines', data, ['aws', 'pipelines'])}
${aws(data)}
${factTable('Network and models', data, ['network', 'serving'])}
${generated(data)}
<details><summary>All other settings</summary>
${factTable('What a container gets', data, ['limits'])}
${factTable('Notebooks, storage and secrets', data, contents)}
${factTable('Names and labels', data, heads)}
</details>`
  return { path: tenantPath(name), title: name, content }
}

type Grant = TenantData['grants'][number]
type Fact = TenantData['facts'][number]

function access({ clusters, grants, suspended, accounts }: TenantData): Html {
  const columns: Column<Grant>[] = [
    { title: 'Who', cell: ({ who }) => who, is: 'name' },
    { title: 'Role', cell: ({ role }) => role || html`<span class="soft">calls only</span>` },
    { title: 'Through', cell: ({ way }) => way },
    { title: 'Until', cell: ({ until }) => until ?? html`<span class="soft">no end</span>` },
    { title: 'Opens', cell: ({ doors }) => doors.join(', ') },
    ...onColumn(clusters),
    { title: 'Written in', cell: ({ line }) => html`<code>${line}</code>` }
  ]
  return html`<h2>Who may enter</h2>
${table({ title: 'Who may enter', columns }, grants)}
${
  suspended.length === 0
    ? nothing
    : html`<h3>Who comes back when it is suspended no more</h3>
${table({ title: 'Who comes back when it is suspended no more', columns }, suspended)}`
}<details><summary>The tenant's own accounts</summary>
${table({ title: "The tenant's own accounts", columns }, accounts)}
</details>`
}

const contents = ['pools', 'queue', 'notebooks', 'volumes', 'secrets', 'environment']

const heads = [
  'description',
  'owner',
  'team',
  'template',
  'state',
  'podSecurity',
  'labels',
  'annotations'
]

/** The facts whose field begins with one of these words; what is about the same field stands together. */
function factTable(title: string, data: TenantData, words: readonly string[]): Html {
  const there = data.facts.filter(({ field }) => words.includes(field.split('.', 1).join()))
  if (there.length === 0) return nothing
  const facts = [...groupBy(there, ({ field }) => field).values()].flat()
  const columns: Column<Fact>[] = [
    { title: 'Field', cell: ({ field }) => field, is: 'name' },
    { title: 'Value', cell: ({ value }) => value },
    ...usedColumn(there),
    { title: 'Set by', cell: ({ from }) => html`<span class="soft">${from}</span>` },
    ...onColumn(data.clusters),
    { title: 'Written in', cell: ({ line }) => (line === '' ? '' : html`<code>${line}</code>`) }
  ]
  return html`<h2>${title}</h2>
${table({ title, columns }, facts)}`
}

/** Only where it is known. */
function usedColumn(rows: readonly Fact[]): Column<Fact>[] {
  const isKnown = rows.some(({ used }) => used !== '')
  return isKnown ? [{ title: 'Used', cell: ({ used }) => used, is: 'number' }] : []
}

function aws({ clusters, aws: rows }: TenantData): Html {
  if (rows.length === 0) return nothing
  const columns: Column<TenantData['aws'][number]>[] = [
    { title: 'As', cell: ({ through }) => lines(through, ''), is: 'name' },
    {
      title: 'May do',
      cell: ({ actions }) => lines(actions, 'whatever the policy or role allows')
    },
    { title: 'With', cell: ({ places }) => html`<code>${lines(places, '')}</code>` },
    ...onColumn(clusters)
  ]
  return html`<h2>What AWS allows</h2>
${table({ title: 'What AWS allows', columns }, rows)}`
}

function generated({ name, clusters, kinds }: TenantData): Html {
  const folders = clusters.map(cluster => `generated/${cluster}/tenants/${name}/`)
  const items = kinds.map(({ kind, count, on }) => {
    const where = on.length === clusters.length ? '' : ` on ${on.join(', ')}`
    return html`<li>${kind} <b>${count}</b><span class="soft">${where}</span></li>\n`
  })
  return html`<h2>What is generated</h2>
<p><code>${lines(folders, '')}</code></p>
<ul class="counts">
${items}</ul>`
}

function lines(texts: readonly string[], without: string): Html {
  if (texts.length === 0) return html`${without}`
  return html`${texts.map((text, at) => (at === 0 ? text : html`<br>${text}`))}`
}

/** Only where there are several clusters. */
function onColumn(clusters: readonly string[]): Column<On<object>>[] {
  if (clusters.length === 1) return []
  const cell = ({ on }: On<object>) =>
    on.length === clusters.length ? html`<span class="soft">all</span>` : on.join(', ')
  return [{ title: 'On', cell }]
}
