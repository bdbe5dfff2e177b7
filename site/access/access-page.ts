import { count } from '../../src/text/prose.ts'
import { bodyRow, headRow } from '../frame/data-table.ts'
import { dataPath, type Page, scriptPath } from '../frame/frame.ts'
import { type Html, html } from '../frame/html.ts'
import { drawMatrix, grantColumns } from './draw-matrix.ts'
import type { AccessData } from './grant.ts'
import { matrixOf, people, select, subjectsOf } from './select-grants.ts'

/** As many as the list shows at once. */
export const grantsShown = 50

/** Who may enter which tenants. Without its script it shows the first people. */
export function accessPage(data: AccessData): Page {
  const grants = select(data, people)
  const matrix = matrixOf(grants, subjectsOf(grants), { subject: 0, tenant: 0 })
  const columns = grantColumns(data)
  const content = html`<p class="lead">Who may enter which tenants, and as what. The page of a tenant names the line that says so.</p>
${filters(data)}
<p id="found" class="note" role="status">${count(grants.length, 'grant')}</p>
<div id="matrix" class="scroll" tabindex="0" role="region" aria-label="Matrix of people and tenants">
${drawMatrix(data, matrix)}
</div>
<div id="people" class="pager"></div>
<div id="places" class="pager"></div>
<p class="note legend"><span class="role owner">owner</span> <span class="role admin">admin</span>
<span class="role edit">edit</span> <span class="role view">view</span> <span class="role calls">calls</span>
<span class="role view ends">ends on a day</span> <span><span class="role suspended">suspended</span> is kept out as long as the tenant is suspended</span></p>
<h2>One by one</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Grants one by one">
<table>
<thead>${headRow(columns)}</thead>
<tbody id="rows">
${grants.slice(0, grantsShown).map(grant => bodyRow(columns, grant))}</tbody>
</table>
</div>
<div id="pager" class="pager"></div>`
  const scripts = [dataPath('access'), scriptPath('matrix')]
  return { path: 'access.html', title: 'Access', content, scripts }
}

const roleChoices = [
  ['', 'any role'],
  ['admin', 'admin'],
  ['edit', 'edit'],
  ['view', 'view'],
  ['call', 'calls only'],
  ['suspended', 'suspended']
] as const

const kindChoices = [
  ['person', 'people'],
  ['workload', 'workloads'],
  ['anyone', 'anyone at all'],
  ['', 'everything']
] as const

function filters({ ways }: AccessData): Html {
  const groups = ways.filter(way => /^(group|team):[^,]*$/.test(way))
  return html`<form class="filters" hidden>
<div><label for="who">Who</label><input type="search" id="who" autocomplete="off" spellcheck="false"></div>
<div><label for="tenant">Tenant</label><input type="search" id="tenant" autocomplete="off" spellcheck="false"></div>
<div><label for="way">Through a group or team</label><input type="search" id="way" list="groups" autocomplete="off" spellcheck="false"></div>
${choice('role', 'Role', roleChoices)}
${choice('kind', 'Show', kindChoices)}
<datalist id="groups">${groups.map(group => html`<option value="${group}"></option>`)}</datalist>
</form>`
}

type Choices = readonly (readonly [value: string, text: string])[]

function choice(id: string, title: string, choices: Choices): Html {
  const options = choices.map(([value, text]) => html`<option value="${value}">${text}</option>`)
  return html`<div><label for="${id}">${title}</label><select id="${id}">${options}</select></div>`
}
