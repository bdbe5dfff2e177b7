import { count } from '../../src/text/prose.ts'
import { grantsShown } from '../access/access-page.ts'
import { drawMatrix, grantColumns } from '../access/draw-matrix.ts'
import type { AccessData } from '../access/grant.ts'
import {
  columnsShown,
  type Filter,
  matrixOf,
  rowsShown,
  select,
  subjectsOf
} from '../access/select-grants.ts'
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
  const subjects = subjectsOf(found)
  byId('found', HTMLElement).textContent = count(found.length, 'grant')
  const list = (from: number) => {
    const shown = found.slice(from, from + grantsShown)
    fill(
      byId('rows', HTMLElement),
      shown.map(grant => bodyRow(columns, grant))
    )
  }
  const people = (subject: number) => {
    const draw = (tenant: number) => {
      const matrix = matrixOf(found, subjects, { subject, tenant })
      fill(byId('matrix', HTMLElement), drawMatrix(data, matrix))
      return matrix.totalTenants
    }
    const pages = { total: draw(0), length: columnsShown, noun: 'tenant', shown: draw }
    pager(byId('places', HTMLElement), pages)
  }
  list(0)
  people(0)
  const names = { total: subjects.length, length: rowsShown, noun: 'name', shown: people }
  pager(byId('people', HTMLElement), names)
  const grants = { total: found.length, length: grantsShown, noun: 'grant', shown: list }
  pager(byId('pager', HTMLElement), grants)
}

for (const input of words) input.addEventListener('input', search)
for (const input of [role, kind]) input?.addEventListener('change', search)
const form = words[0]?.form
form?.addEventListener('submit', event => event.preventDefault())
if (form) form.hidden = false
search()
