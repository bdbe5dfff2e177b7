import type { Column } from '../frame/data-table.ts'
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

export const tenantColumns: readonly Column<TenantRow>[] = [
  { title: 'Tenant', cell: nameCell, is: 'name' },
  { title: 'Owner', cell: ({ owner }) => owner },
  { title: 'Clusters', cell: ({ clusters }) => clusters.join(', ') },
  { title: 'People', cell: ({ people }) => people, is: 'number' },
  { title: 'GPUs', cell: ({ gpu }) => gpu, is: 'number' },
  { title: 'CPUs', cell: ({ cpu }) => cpu, is: 'number' },
  { title: 'Memory', cell: ({ memory }) => memory, is: 'number' }
]

function nameCell({ name, team, description, state }: TenantRow): Html {
  const mark = state === 'active' ? null : html` <span class="tag strong">${state}</span>`
  const more = [team, description].filter(text => text !== '').join(': ')
  const below = more === '' ? null : html`<br><span class="note">${more}</span>`
  return html`<a href="${tenantPath(name)}">${name}</a>${mark}${below}`
}

export function tenantPath(name: string): string {
  return `tenants/${encodeURIComponent(name)}.html`
}
