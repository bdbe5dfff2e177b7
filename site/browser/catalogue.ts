import { count } from '../../src/text/prose.ts'
import { pageLength } from '../tenants/catalogue.ts'
import { catalogueOf, find } from '../tenants/find-tenants.ts'
import { drawRow, type TenantRow } from '../tenants/tenant-row.ts'
import { byId, dataOf, fill } from './page.ts'
import { pager } from './pager.ts'

const catalogue = catalogueOf(dataOf<TenantRow[]>('tenants'))
const query = byId('query', HTMLInputElement)

/** Shows what is found, from the first page on. */
function search(): void {
  const found = find(catalogue, query.value)
  const shown = (from: number) => {
    fill(byId('rows', HTMLElement), found.slice(from, from + pageLength).map(drawRow))
  }
  shown(0)
  pager(byId('pager', HTMLElement), { total: found.length, length: pageLength, shown })
  const all = count(catalogue.rows.length, 'tenant')
  const some = found.length === catalogue.rows.length ? all : `${found.length} of ${all}`
  byId('found', HTMLElement).textContent = some
}

query.form?.addEventListener('submit', event => event.preventDefault())
query.addEventListener('input', search)
if (query.form) query.form.hidden = false
search()
