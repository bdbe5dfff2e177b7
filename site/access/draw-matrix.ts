import { groupBy } from '../../src/values/group.ts'
import type { Column } from '../frame/data-table.ts'
import { type Html, html } from '../frame/html.ts'
import { tenantPath } from '../tenants/tenant-row.ts'
import { type AccessData, everyTenant, type Grant, roles } from './grant.ts'
import type { Matrix } from './select-grants.ts'

/** Who may enter what: people from top to bottom, tenants from left to right. */
export function drawMatrix(data: AccessData, { subjects, tenants, grants }: Matrix): Html {
  const cells = groupBy(grants, ([subject, tenant]) => `${subject} ${tenant}`)
  const head = tenants.map(
    tenant => html`<th scope="col"><span>${linked(data.tenants[tenant] ?? '')}</span></th>`
  )
  const rows = subjects.map(subject => {
    const row = tenants.map(tenant => cell(data, cells.get(`${subject} ${tenant}`)))
    return html`<tr><th scope="row">${data.subjects[subject]}</th>${row}</tr>\n`
  })
  return html`<table class="matrix">
<thead><tr><th scope="col">Who</th>${head}</tr></thead>
<tbody>
${rows}</tbody>
</table>`
}

/** The strongest grant; what it rests on is told to those who point at it or hear it. */
function cell(data: AccessData, grants: readonly [Grant, ...Grant[]] | undefined): Html {
  if (!grants) return html`<td></td>`
  const told = grants.map(grant => sentence(data, grant)).join('; ')
  const ends = grants.every(([, , , , , until]) => until !== '') ? ' ends' : ''
  const role = roleOf(data, grants[0])
  return html`<td><span class="role ${role}${ends}" title="${told}">${role}</span></td>`
}

function roleOf({ ways }: AccessData, [, , role, way]: Grant): string {
  return ways[way] === 'owner' ? 'owner' : roles[role] || 'calls'
}

function sentence(data: AccessData, grant: Grant): string {
  const [, , , way, site, until] = grant
  const end = until === '' ? '' : `, until ${until}`
  return `${roleOf(data, grant)} through ${data.ways[way]} on ${data.sites[site]}${end}`
}

function linked(name: string): Html {
  return name === everyTenant ? html`${name}` : html`<a href="${tenantPath(name)}">${name}</a>`
}

/** The columns of the list of grants. */
export function grantColumns(data: AccessData): Column<Grant>[] {
  const none = html`<span class="soft">no end</span>`
  return [
    { title: 'Who', cell: ([subject]) => data.subjects[subject] ?? '', is: 'name' },
    { title: 'Tenant', cell: ([, tenant]) => linked(data.tenants[tenant] ?? '') },
    { title: 'Role', cell: grant => roleOf(data, grant) },
    { title: 'Through', cell: ([, , , way]) => data.ways[way] ?? '' },
    { title: 'Until', cell: ([, , , , , until]) => until || none },
    { title: 'On', cell: ([, , , , site]) => data.sites[site] ?? '' }
  ]
}
