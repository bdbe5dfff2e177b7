import type { Column } from '../frame/data-table.ts'
import { html } from '../frame/html.ts'
import { tenantPath } from '../tenants/tenant-row.ts'

/** A grant with a last day. */
export interface EndRow {
  readonly last: string
  readonly isOver: boolean
  readonly who: string
  readonly tenant: string
  readonly role: string
  readonly way: string
  readonly on: readonly string[]
}

/** As many as one page of the list shows. */
export const endsShown = 50

export const endColumns: readonly Column<EndRow>[] = [
  {
    title: 'Last day',
    cell: ({ last, isOver }) =>
      html`${last}${isOver ? html` <span class="tag strong">over</span>` : null}`,
    is: 'name'
  },
  { title: 'Who', cell: ({ who }) => who },
  { title: 'Tenant', cell: ({ tenant }) => html`<a href="${tenantPath(tenant)}">${tenant}</a>` },
  { title: 'Role', cell: ({ role }) => role },
  { title: 'Through', cell: ({ way }) => way },
  { title: 'On', cell: ({ on }) => on.join(', ') }
]

/** What is searched. */
export function endText({ last, who, tenant, role, way, isOver }: EndRow): string {
  return [last, who, tenant, role, way, isOver ? 'over' : ''].join('\n').toLowerCase()
}
