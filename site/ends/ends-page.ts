import { count } from '../../src/text/prose.ts'
import { bodyRow, headRow } from '../frame/data-table.ts'
import { dataPath, type Page, scriptPath } from '../frame/frame.ts'
import { type Html, html, nothing } from '../frame/html.ts'
import { endColumns, endsShown } from './end-row.ts'
import type { Ends, Month } from './ends-data.ts'

/** What ends when. */
export function endsPage({ months, rows }: Ends): Page {
  const over = rows.filter(({ isOver }) => isOver).length
  const note =
    over === 0
      ? nothing
      : html`<p>${count(over, 'grant')} of these ended, and still ${over === 1 ? 'holds' : 'hold'} until <code>npx tenantry expire</code> takes the entries out.</p>`
  const content = html`<p class="lead">Access that was given for some time, by its last day.</p>
${note}
<figure>
<figcaption class="note">Grants that end in each month</figcaption>
${monthColumns(months)}</figure>
<form class="filters" role="search" hidden>
<div class="wide"><label for="query">Search by day, person, tenant or group</label>
<input type="search" id="query" autocomplete="off" spellcheck="false"></div>
</form>
<p id="found" class="note" role="status">${count(rows.length, 'grant')}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Grants by their last day">
<table>
<thead>${headRow(endColumns)}</thead>
<tbody id="rows">
${rows.slice(0, endsShown).map(row => bodyRow(endColumns, row))}</tbody>
</table>
</div>
<div id="pager" class="pager"></div>`
  const scripts = [dataPath('ends'), scriptPath('ends')]
  return { path: 'ends.html', title: 'What ends when', content, scripts }
}

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const height = 120

/** A column for each month, with its number above and its name below. */
function monthColumns(months: readonly Month[]): Html {
  const most = Math.max(1, ...months.map(({ count: amount }) => amount))
  const width = 100 / months.length
  const drawn = months.map(({ month, count: amount }, at) => {
    const tall = Math.round((amount / most) * height)
    const [year = '', number = '1'] = month.split('-')
    const isNamed = at === 0 || number === '01'
    return html`<svg x="${at * width}%" width="${width}%" height="${height + 56}">
<rect class="strong-tint" x="15%" width="70%" y="${20 + height - tall}" height="${tall}"/>
<text class="amount middle" x="50%" y="${14 + height - tall}">${amount === 0 ? '' : amount}</text>
<text class="label middle" x="50%" y="${height + 36}">${names[Number(number) - 1]}</text>
<text class="label middle" x="50%" y="${height + 52}">${isNamed ? year : ''}</text></svg>
`
  })
  const told = months.map(({ month, count: amount }) => `${month}: ${amount}`).join(', ')
  return html`<svg role="img" aria-label="${told}" width="100%" height="${height + 56}">
<line class="baseline" x1="0" x2="100%" y1="${height + 20}" y2="${height + 20}"/>
${drawn}</svg>
`
}
