import { count } from '../../src/text/prose.ts'
import { bodyRow, headRow } from '../frame/data-table.ts'
import { dataPath, type Page, scriptPath } from '../frame/frame.ts'
import { html } from '../frame/html.ts'
import { type TenantRow, tenantColumns } from './tenant-row.ts'

/** As many as one page of the catalogue shows. */
export const pageLength = 50

/** All tenants. Without its script it shows the first page. */
export function catalogue(rows: readonly TenantRow[]): Page {
  const shown = rows.slice(0, pageLength)
  const content = html`<form class="filters" role="search" hidden>
<div class="wide"><label for="query">Search by name, owner, team, cluster or description</label>
<input type="search" id="query" autocomplete="off" spellcheck="false"></div>
</form>
<p id="found" class="note" role="status">${count(rows.length, 'tenant')}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Tenants">
<table>
<thead>${headRow(tenantColumns)}</thead>
<tbody id="rows">
${shown.map(row => bodyRow(tenantColumns, row))}</tbody>
</table>
</div>
<div id="pager" class="pager"></div>`
  const scripts = [dataPath('tenants'), scriptPath('catalogue')]
  return { path: 'index.html', title: 'Tenants', content, scripts }
}
