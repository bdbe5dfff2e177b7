import type { AccessChange, ObjectChange } from '../../charts/plan/plan-data.ts'
import { diffLines } from '../../charts/plan/print/field-words.ts'
import { some } from '../../charts/plan/print/some.ts'
import { partPlace, type ToldTenant } from '../../charts/plan/print/told-tenants.ts'
import {
  accessText,
  causeText,
  kindsText,
  morePlaces,
  objectTexts,
  reachLines,
  ticked,
  waysText,
  whereText
} from '../../charts/plan/print/words.ts'
import type { platformAlike } from '../../charts/plan/same.ts'
import { count } from '../../src/text/prose.ts'
import { type Html, html, nothing } from '../frame/html.ts'
import { sentence } from '../frame/sentence.ts'
import { line, names } from './name-lists.ts'

/** Somebody who gains or loses something. */
export function drawAccess(entry: AccessChange): Html {
  const { who, tenants, at } = entry
  const text = accessText({ ...entry, who: ticked(who), tenants: ticked(tenants) })
  return html`<article class="change">
<p><b>${sentence(text)}</b></p>
${diff(reachLines(entry))}<p class="note">${sentence(waysText(entry))}, ${line(at)}${morePlaces(entry).map(text => `; ${text}`)}</p>
${names('name', who)}${names('tenant', tenants)}</article>
`
}

export function drawTenant(entry: ToldTenant): Html {
  const { change, cause, tenants, clusters, files, settings, rest, parts } = entry
  const where = `${whereText(ticked(tenants), clusters)} ${change}${causeText(cause)}`
  return html`<article class="change">
<p><b>${sentence(where)}</b> <span class="note">${some(files, 3)}</span></p>
${diff([...settings.flatMap(diffLines), ...(rest === undefined ? [] : [rest])])}${parts.map(part => drawObjects(part.objects, { isWhole: change === 'changed', place: partPlace(entry, part) }))}
${names('tenant', tenants)}</article>
`
}

export function drawPlatform({
  clusters,
  objects
}: ReturnType<typeof platformAlike>[number]): Html {
  return html`<article class="change">
<p><b>${some(clusters, 3)}</b></p>
${drawObjects(objects, { isWhole: true, place: '' })}</article>
`
}

interface Shown {
  readonly isWhole: boolean
  /** Such as ` on production`, where several clusters differ. */
  readonly place: string
}

/** Field by field where objects change; where they come or go together, their kinds say enough. */
function drawObjects(objects: readonly ObjectChange[], { isWhole, place }: Shown): Html {
  if (objects.length === 0) return nothing
  const lines = isWhole
    ? objectTexts(objects).map(({ text, isField }) => (isField ? `      ${text}` : text))
    : kindsText(objects)
  return html`<details><summary>${count(objects.length, 'object')}${place}</summary>
${diff(lines)}</details>
`
}

function diff(lines: readonly string[]): Html {
  if (lines.length === 0) return nothing
  return html`<pre class="diff" tabindex="0">${lines.map(text => html`<span class="${kindOf(text)}">${text}</span>\n`)}</pre>
`
}

function kindOf(text: string): string {
  if (text.startsWith('+')) return 'come'
  return text.startsWith('-') ? 'gone' : 'other'
}
