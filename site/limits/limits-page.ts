import { type Column, table } from '../frame/data-table.ts'
import type { Page } from '../frame/frame.ts'
import { type Html, html } from '../frame/html.ts'
import { sentence } from '../frame/sentence.ts'
import type { LimitRow } from './limits-data.ts'

/** From here on the page says what to do. */
const near = 0.8

/** What AWS and Kubernetes take at most. */
export function limitsPage(rows: readonly LimitRow[]): Page {
  const close = rows.filter(({ part }) => part >= near)
  const lead =
    close.length === 0
      ? 'Nothing comes near to what AWS and Kubernetes take at most.'
      : 'Some of this comes near to what AWS and Kubernetes take at most.'
  const columns: Column<LimitRow>[] = [
    { title: 'What', cell: whatCell, is: 'name' },
    { title: 'Now', cell: ({ count }) => grouped(count), is: 'number' },
    { title: 'At most', cell: ({ limit }) => grouped(limit), is: 'number' },
    { title: 'Share', cell: ({ part }) => `${Math.round(part * 100)} %`, is: 'number' },
    { title: 'Of the limit', cell: meter }
  ]
  const content = html`<p class="lead">${lead}</p>
${table({ title: 'Limits', columns }, rows)}`
  return { path: 'limits.html', title: 'Limits', content }
}

function whatCell({ what, part, help }: LimitRow): Html {
  const told = part < near ? null : html`<br><span class="note">${sentence(help)}</span>`
  return html`${sentence(capitalized(what))}${told}`
}

function meter({ part }: LimitRow): Html {
  const width = `${Math.round(Math.min(1, part) * 1000) / 10}%`
  const tint = part >= near ? 'strong-tint' : 'mid-tint'
  return html`<svg aria-hidden="true" width="100%" height="8">
<rect class="room" width="100%" height="8" rx="2"/><rect class="${tint}" width="${width}" height="8" rx="2"/></svg>`
}

function grouped(count: number): string {
  const whole = Math.round(count)
  if (whole < 1000) return String(whole)
  return `${grouped(Math.floor(whole / 1000))} ${String(whole % 1000).padStart(3, '0')}`
}

/** A sentence names it as `the roles of ...,`. */
function capitalized(what: string): string {
  const bare = what.replace(/^the /, '').replace(/,$/, '')
  return `${bare.charAt(0).toUpperCase()}${bare.slice(1)}`
}
