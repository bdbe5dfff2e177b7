import type { Level, Plan, ReleaseChange, Risk } from '../../charts/plan/plan-data.ts'
import { approvalLines } from '../../charts/plan/print/approval-words.ts'
import { toldTenants } from '../../charts/plan/print/told-tenants.ts'
import {
  explainText,
  notesOf,
  releasesTitle,
  releaseText,
  ticked,
  totalsText,
  whereText
} from '../../charts/plan/print/words.ts'
import { alike, platformAlike } from '../../charts/plan/same.ts'
import type { Style } from '../frame/assets.ts'
import { alone, type Page } from '../frame/frame.ts'
import { type Html, html, nothing } from '../frame/html.ts'
import { sentence } from '../frame/sentence.ts'
import { drawAccess, drawPlatform, drawTenant } from './change-parts.ts'
import { line, names } from './name-lists.ts'

/** A plan, and what it is of. */
export interface PlanOf {
  readonly plan: Plan
  readonly base: Named
  /** Without it, the folder as it is. */
  readonly head: (Named & { readonly date: string }) | undefined
}

/** A commit. */
interface Named {
  /** The branch or whatever else one asked for; `undefined` where no name may be shown. */
  readonly ref: string | undefined
  readonly id: string
}

/** The plan among the other pages. */
export function planIn(of: PlanOf): Page {
  return { path: 'plan.html', title: titleOf(of), content: content(of) }
}

/** The plan as one file, which needs no other. */
export function planPage(of: PlanOf, style: Style): string {
  return alone({ title: titleOf(of), content: content(of) }, style)
}

function titleOf({ base, head }: PlanOf): string {
  const target = nameOf(base)
  return head ? `Plan: ${nameOf(head)} into ${target}` : `Plan: changes since ${target}`
}

function nameOf({ ref, id }: Named): string {
  return ref === undefined || id.startsWith(ref) ? short(id) : ref
}

function short(id: string): string {
  return id.slice(0, 12)
}

function drawCommits({ base, head }: PlanOf): Html {
  const start = html`since commit <code>${short(base.id)}</code>, where it left ${nameOf(base)}.`
  return head
    ? html`<p class="note">Commit <code>${short(head.id)}</code> of ${head.date}, ${start}</p>`
    : html`<p class="note">The folder as it is, ${start}</p>`
}

function content(of: PlanOf): Html {
  const { plan } = of
  const { risks, access, approvals, tenants, platform } = plan
  const asked = approvalLines(approvals).map(({ text, reasons }) => {
    const why = reasons.map(reason => html`<br><span class="note">${sentence(reason)}</span>`)
    return html`<li>${sentence(text)}${why}</li>\n`
  })
  return html`${drawCommits(of)}
<p class="lead">${totalsText(plan)}</p>
${notesOf(plan).map(note => html`<p class="box">${sentence(note)}</p>\n`)}
${section('Risks', risks.map(drawRisk))}
<p class="note">${sentence(explainText(plan))}</p>
${section(releasesTitle, (plan.releases ?? []).map(drawRelease))}
${section('Who gains and who loses', alike(access).map(drawAccess))}
${asked.length === 0 ? nothing : html`<h2>Who has to approve</h2>\n<ul>\n${asked}</ul>`}
${section('Tenants', toldTenants(tenants).map(drawTenant))}
${section('Platform', platformAlike(platform).map(drawPlatform))}`
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

function drawRelease(release: ReleaseChange): Html {
  const chapters = release.chapters.map(({ title, lines, commands }) => {
    const items = lines.map(text => html`<li>${sentence(text)}</li>\n`)
    const work = commands.length === 0 ? nothing : html`<pre>${commands.join('\n')}</pre>\n`
    return html`<h3>${title}</h3>\n<ul>\n${items}</ul>\n${work}`
  })
  return html`<article class="change">
<p><b>${releaseText(release)}</b> ${line(release.at)}</p>
${chapters}</article>
`
}
