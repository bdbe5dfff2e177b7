import { count } from '../../src/text/prose.ts'
import { grantsShown } from '../access/access-page.ts'
import { drawMatrix, grantColumns } from '../access/draw-matrix.ts'
import type { AccessData } from '../access/grant.ts'
import { columnsShown, type Filter, matrixOf, rowsShown, select } from '../access/select-grants.ts'
import { bodyRow } from '../frame/data-table.ts'
import { byId, dataOf, fill } from './page.ts'
import { pager } from './pager.ts'

const data = dataOf<AccessData>('access')
const columns = grantColumns(data)
const words = ['who', 'tenant', 'way'].map(id => byId(id, HTMLInputElement))
const [role, kind] = ['role', 'kind'].map(id => byId(id, HTMLSelectElement))

function filter(): Filter {
  const [who = '', tenant = '', way = ''] = words.map(({ value }) => value)
  return { who, tenant, way, role: role?.value ?? '', kind: (kind?.value ?? '') as Filter['kind'] }
}

/** Shows what is found, from the first person on. */
function search(): void {
  const found = select(data, filter())
  byId('found', HTMLElement).textContent = count(found.length, 'grant')
  const rows = byId('rows', HTMLElement)
  const list = (from: number) => {
    fill(
      rows,
      found.slice(from, from + grantsShown).map(grant => bodyRow(columns, grant))
    )
  }
  const people = (subject: number) => {
    const draw = (tenant: number) => {
      fill(byId('matrix', HTMLElement), drawMatrix(data, matrixOf(found, { subject, tenant })))
    }
    const { totalTenants } = matrixOf(found, { subject, tenant: 0 })
    draw(0)
    const pages = { total: totalTenants, length: columnsShown, noun: 'tenant' }
    pager(byId('places', HTMLElement), { ...pages, shown: draw })
  }
  list(0)
  people(0)
  const { totalSubjects } = matrixOf(found, { subject: 0, tenant: 0 })
  const pages = { total: totalSubjects, length: rowsShown, noun: 'name' }
  pager(byId('people', HTMLElement), { ...pages, shown: people })
  const all = { total: found.length, length: grantsShown, noun: 'grant' }
  pager(byId('pager', HTMLElement), { ...all, shown: list })
}

for (const input of words) input.addEventListener('input', search)
for (const input of [role, kind]) input?.addEventListener('change', search)
const form = words[0]?.form
form?.addEventListener('submit', event => event.preventDefault())
if (form) form.hidden = false
search()
