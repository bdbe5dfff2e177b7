import type { Level, Plan, Risk } from '../../charts/plan/plan-data.ts'
import { approvalLines } from '../../charts/plan/print/approval-words.ts'
import {
  explainText,
  notesOf,
  ticked,
  totalsText,
  whereText
} from '../../charts/plan/print/words.ts'
import { alike } from '../../charts/plan/same.ts'
import type { Style } from '../frame/assets.ts'
import { alone, type Page } from '../frame/frame.ts'
import { type Html, html, nothing } from '../frame/html.ts'
import { sentence } from '../frame/sentence.ts'
import { drawAccess, drawPlatform, drawTenant } from './change-parts.ts'
import { line, names } from './name-lists.ts'

const title = 'Plan'

/** The plan among the other pages. */
export function planIn(plan: Plan): Page {
  return { path: 'plan.html', title, content: content(plan) }
}

/** The plan as one file, which needs no other. */
export function planPage(plan: Plan, style: Style): string {
  return alone({ title, content: content(plan) }, style)
}

function content(plan: Plan): Html {
  const { risks, access, approvals, tenants, platform } = plan
  const asked = approvalLines(approvals).map(({ text, reasons }) => {
    const why = reasons.map(reason => html`<br><span class="note">${sentence(reason)}</span>`)
    return html`<li>${sentence(text)}${why}</li>\n`
  })
  return html`<p class="lead">${totalsText(plan)}</p>
${notesOf(plan).map(note => html`<p class="box">${sentence(note)}</p>\n`)}
${section('Risks', risks.map(drawRisk))}
<p class="note">${sentence(explainText(plan))}</p>
${section('Who gains and who loses', alike(access).map(drawAccess))}
${asked.length === 0 ? nothing : html`<h2>Who has to approve</h2>\n<ul>\n${asked}</ul>`}
${section('Tenants', alike(tenants).map(drawTenant))}
${section('Platform', platform.filter(({ objects }) => objects.length > 0).map(drawPlatform))}`
}

function section(heading: string, parts: readonly Html[]): Html {
  return parts.length === 0 ? nothing : html`<h2>${heading}</h2>\n${parts}`
}

const marks: Readonly<Record<Level, string>> = {
  high: 'tag high',
  medium: 'tag medium',
  low: 'tag'
}

function drawRisk({ code, level, message, help, at, tenants, clusters }: Risk): Html {
  const isSomewhere = tenants.length > 0 || clusters.length > 0
  const where = isSomewhere ? html`${sentence(whereText(ticked(tenants), clusters))}: ` : null
  return html`<article class="change">
<p><span class="${marks[level]}">${level}</span> <b>${where}${sentence(message)}</b></p>
<p class="note">${sentence(help)}<br>${line(at)}, <code>${code}</code></p>
${names('tenant', tenants)}</article>
`
}
