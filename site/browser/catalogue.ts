import { bodyRow } from '../frame/data-table.ts'
import { pageLength } from '../tenants/catalogue.ts'
import { catalogueOf, find } from '../tenants/find-tenants.ts'
import { type TenantRow, tenantColumns } from '../tenants/tenant-row.ts'
import { listing } from './listing.ts'
import { dataOf } from './page.ts'

const catalogue = catalogueOf(dataOf<TenantRow[]>('tenants'))

listing({
  find: words => find(catalogue, words),
  draw: row => bodyRow(tenantColumns, row),
  length: pageLength,
  noun: 'tenant',
  total: catalogue.rows.length
})
