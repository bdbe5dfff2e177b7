import { type Html, html } from '../frame/html.ts'

/** A tenant in the catalogue. */
export interface TenantRow {
  readonly name: string
  readonly owner: string
  readonly team: string
  readonly description: string
  readonly clusters: readonly string[]
  readonly state: string
  readonly people: number
  /** Of each of the clusters; the same value once. */
  readonly gpu: string
  readonly cpu: string
  readonly memory: string
}

export const headings = html`<tr><th scope="col">Tenant</th><th scope="col">Owner</th><th scope="col">Clusters</th>
<th scope="col" class="number">People</th><th scope="col" class="number">GPUs</th><th scope="col" class="number">CPUs</th>
<th scope="col" class="number">Memory</th></tr>`

export function drawRow(row: TenantRow): Html {
  const { name, owner, team, description, clusters, state } = row
  const mark = state === 'active' ? null : html` <span class="tag strong">${state}</span>`
  const more = [team, description].filter(text => text !== '').join(': ')
  const below = more === '' ? null : html`<br><span class="note">${more}</span>`
  return html`<tr><th scope="row"><a href="${tenantPath(name)}">${name}</a>${mark}${below}</th><td>${owner}</td>
<td>${clusters.join(', ')}</td><td class="number">${row.people}</td><td class="number">${row.gpu}</td>
<td class="number">${row.cpu}</td><td class="number">${row.memory}</td></tr>
`
}

function tenantPath(name: string): string {
  return `tenants/${encodeURIComponent(name)}.html`
}
