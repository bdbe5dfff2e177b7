import { count } from '../../src/text/prose.ts'
import { type Column, table } from '../frame/data-table.ts'
import type { Page } from '../frame/frame.ts'
import { type Html, html, nothing } from '../frame/html.ts'
import { tenantPath } from '../tenants/tenant-row.ts'
import { quotaBar } from './quota-bar.ts'
import type { ClusterQuota, Resource, Unused } from './quota-data.ts'

/** What all quotas come to, cluster by cluster. */
export function quotaPage(clusters: readonly ClusterQuota[]): Page {
  const content = html`<p class="lead">What all tenants of a cluster may use together, and what the cluster has for them.</p>
${clusters.map(section)}`
  return { path: 'quota.html', title: 'Quotas', content }
}

function section(data: ClusterQuota): Html {
  const { cluster, tenants, suspended, resources, measured } = data
  return html`<section>
<h2>${cluster} <span class="soft">${count(tenants, 'tenant')}</span></h2>
${unsaid(cluster, resources)}${waiting(suspended)}${resources.map(figure)}${unused(cluster, resources, measured)}${sums(cluster, resources)}
</section>
`
}

function unsaid(cluster: string, resources: readonly Resource[]): Html {
  if (resources.some(({ capacity }) => capacity !== null)) return nothing
  return html`<p class="note">Write <code>capacity</code> in <code>platform/clusters/${cluster}.yaml</code> to see here what the cluster has.</p>
`
}

/** What they may use is promised to them, and nobody uses it now. */
function waiting(suspended: readonly string[]): Html {
  if (suspended.length === 0) return nothing
  const [one, ...more] = suspended
  const [who, whose] =
    more.length === 0 ? [`${one} is`, 'its'] : [`${count(suspended.length, 'tenant')} are`, 'their']
  return html`<p class="note">${who} suspended, and lighter below. Nothing starts there now, and the sums count ${whose} part all the same, because it is kept.</p>
`
}

function figure(resource: Resource): Html {
  const { title, sum, used } = resource
  return html`<figure>
<figcaption><b>${title}</b> ${sum} <span class="soft">${verdict(resource)}${used === null ? '' : `; ${used} used`}</span></figcaption>
${quotaBar(resource)}</figure>
`
}

function verdict({ capacity, sumPart, capacityPart }: Resource): string {
  if (capacity === null || capacityPart === null || capacityPart === 0) return 'in all quotas'
  const share = Math.round((sumPart / capacityPart) * 100)
  return share > 100
    ? `in all quotas, ${share} % of the ${capacity} that there are`
    : `of ${capacity} in all quotas, ${share} %`
}

/** Who might give something back. */
function unused(cluster: string, resources: readonly Resource[], measured: string | null): Html {
  const rows = resources.flatMap(({ title, unused }) => unused.map(row => ({ title, ...row })))
  if (measured === null || rows.length === 0) return nothing
  const columns: Column<Unused & { readonly title: string }>[] = [
    { title: 'Resource', cell: ({ title }) => title, is: 'name' },
    { title: 'Tenant', cell: ({ tenant }) => html`<a href="${tenantPath(tenant)}">${tenant}</a>` },
    { title: 'May use', cell: ({ amount }) => amount, is: 'number' },
    { title: 'Uses', cell: ({ used }) => used, is: 'number' },
    { title: 'Not used', cell: ({ rest }) => rest, is: 'number' }
  ]
  return html`<details><summary>Who leaves most unused, on ${measured}</summary>
${table({ title: `Unused on ${cluster}`, columns }, rows)}
</details>
`
}

/** The same for those who do not see the bars, with every name. */
function sums(cluster: string, resources: readonly Resource[]): Html {
  if (resources.length === 0) return nothing
  const columns: Column<Resource>[] = [
    { title: 'Resource', cell: ({ title }) => title, is: 'name' },
    { title: 'In all quotas', cell: ({ sum }) => sum, is: 'number' },
    { title: 'Capacity', cell: ({ capacity }) => capacity ?? 'not said', is: 'number' },
    { title: 'Most in', cell: largest }
  ]
  return html`<details><summary>As a table</summary>
${table({ title: `Quotas on ${cluster}`, columns }, resources)}
</details>
`
}

function largest({ shares }: Resource): Html {
  const items = shares.map(({ name, tenant, amount }, at) => {
    const shown = tenant ? html`<a href="${tenantPath(name)}">${name}</a>` : name
    return html`${at === 0 ? '' : ', '}${shown} ${amount}`
  })
  return html`${items}`
}
