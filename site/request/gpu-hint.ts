import type { Made } from '../../charts/compile-in-page.ts'
import { type Html, html, nothing } from '../frame/html.ts'
import { idOf } from './draw-field.ts'
import { isMap, type Values } from './form-values.ts'

/** Says which machines have the GPUs that somebody asks for, if they name none of those. */
export function gpuHint(tenants: readonly Made[], value: Values): Html {
  const asking = tenants.filter(({ facts }) => facts.some(line => isAsked(line, value)))
  const pools = [...new Set(asking.flatMap(({ closedPools }) => closedPools))].sort()
  if (pools.length === 0) return nothing
  const names = pools.map((name, at) => html`${at > 0 ? ' or ' : null}<code>${name}</code>`)
  return html`<div class="mistake hint"><p><strong>To use GPUs</strong>, also choose ${names} under
<a href="#${idOf(['pools'])}">Special machines</a>: they are on those alone.</p></div>`
}

/** Not what the policy grants to everybody, nor what is usual. */
function isAsked({ field, value: amount, from }: Made['facts'][number], value: Values): boolean {
  if (field !== 'quota.gpu' || amount === '0') return false
  const isChosen = from.startsWith('preset ') && isMap(value.quota) && Boolean(value.quota.preset)
  return isChosen || from === 'tenant' || from === 'cluster entry'
}
