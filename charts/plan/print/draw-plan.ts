import {
  type DrawOptions,
  type Paint,
  paintIn,
  type Style
} from '../../../src/reporters/terminal.ts'
import { harmless } from '../../../src/text/width.ts'
import { wrap } from '../../../src/text/wrap.ts'
import type {
  AccessChange,
  Level,
  ObjectChange,
  Place,
  Plan,
  ReleaseChange,
  Risk,
  Setting
} from '../plan-data.ts'
import { alike, platformAlike } from '../same.ts'
import { approvalLines } from './approval-words.ts'
import { fieldText } from './field-words.ts'
import { some } from './some.ts'
import { partPlace, type ToldTenant, toldTenants } from './told-tenants.ts'
import {
  accessText,
  causeText,
  explainText,
  kindsText,
  morePlaces,
  notesOf,
  objectTexts,
  placeText,
  reachLines,
  releasesTitle,
  releaseText,
  totalsText,
  waysText,
  whereText
} from './words.ts'

/** A plan for people in front of a terminal. */
export function drawPlan(plan: Plan, { color, width }: DrawOptions): string {
  const page = { paint: paintIn(color), width: Math.min(width, 120) }
  const { risks, access, approvals, tenants, platform } = plan
  const parts = [
    [painted(page, 'strong', line(page, 0, totalsText(plan)))],
    ...notesOf(plan).map(note => [painted(page, 'warning', line(page, 0, note))]),
    ...risks.map(risk => riskLines(risk, page)),
    [line(page, 0, explainText(plan))],
    section(
      releasesTitle,
      (plan.releases ?? []).map(one => releaseLines(one, page)),
      page
    ),
    section(
      'Who gains and who loses',
      alike(access).map(one => accessLines(one, page)),
      page
    ),
    section(
      'Who has to approve',
      approvalLines(approvals).map(one => approvalPart(one, page)),
      page
    ),
    section(
      'Tenants',
      toldTenants(tenants).map(one => tenantLines(one, page)),
      page
    ),
    section(
      'Platform',
      platformAlike(platform).map(one => platformLines(one, page)),
      page
    )
  ]
  return `${parts
    .filter(part => part.length > 0)
    .map(part => part.join('\n'))
    .join('\n\n')}\n`
}

interface Page {
  readonly paint: Paint
  readonly width: number
}

function section(title: string, parts: readonly (readonly string[])[], page: Page): string[] {
  if (parts.length === 0) return []
  return [painted(page, 'strong', line(page, 0, title)), ...parts.flatMap(part => ['', ...part])]
}

/** A line with an indent, whose rest is indented further. */
function line(page: Page, indent: number, text: string): string {
  const spaces = ' '.repeat(indent)
  const lines = wrap(harmless(text), page.width - indent, '    ')
  return lines.map(each => `${spaces}${each}`).join('\n')
}

function painted({ paint }: Page, style: Style, drawn: string): string {
  return drawn
    .split('\n')
    .map(each => paint(style, each))
    .join('\n')
}

const styles: Readonly<Record<Level, Style>> = { high: 'error', medium: 'warning', low: 'gutter' }

function riskLines({ level, code, message, help, at, tenants, clusters }: Risk, page: Page) {
  const label = `${level}[${code}]`
  // What differs in the clusters' names alone says `<cluster>`.
  const isOfClusters = tenants.length === 0 && message.includes('<cluster>')
  const place = isOfClusters
    ? `on ${some(clusters, 3)}`
    : tenants.length === 0
      ? ''
      : whereText(tenants, clusters)
  const where = place === '' ? '' : `${place}: `
  const [first = '', ...rest] = line(page, 0, `${label}: ${where}${message}`).split('\n')
  return [
    `${page.paint(styles[level], label)}${page.paint('strong', first.slice(label.length))}`,
    ...rest.map(each => page.paint('strong', each)),
    placeLine(at, page),
    line(page, 2, `help: ${help}`)
  ]
}

function placeLine(place: Place, { paint }: Page): string {
  return `  ${paint('gutter', '-->')} ${harmless(placeText(place))}`
}

function releaseLines(release: ReleaseChange, page: Page): string[] {
  const chapters = release.chapters.flatMap(({ title, lines, commands }) => [
    line(page, 4, title),
    ...lines.map(text => line(page, 6, text)),
    // Somebody copies them.
    ...commands.map(command => `        ${harmless(command)}`)
  ])
  return [
    painted(page, 'strong', line(page, 2, releaseText(release))),
    placeLine(release.at, page),
    ...chapters
  ]
}

function accessLines(entry: AccessChange, page: Page): string[] {
  const style = { gains: 'note', loses: 'error', changes: 'warning' } as const
  return [
    painted(page, style[entry.change], line(page, 2, accessText(entry))),
    ...reachLines(entry).map(text => line(page, 4, text)),
    line(page, 4, [`${waysText(entry)}, ${placeText(entry.at)}`, ...morePlaces(entry)].join('; '))
  ]
}

function approvalPart({ text, reasons }: ReturnType<typeof approvalLines>[number], page: Page) {
  return [line(page, 2, text), ...reasons.map(reason => line(page, 4, reason))]
}

function tenantLines(entry: ToldTenant, page: Page): string[] {
  const { change, cause, tenants, clusters, files, settings, rest, parts } = entry
  return [
    painted(
      page,
      'strong',
      line(page, 2, `${whereText(tenants, clusters)} ${change}${causeText(cause)}`)
    ),
    line(page, 4, some(files, 3)),
    ...settings.map(setting => line(page, 4, settingText(setting, files))),
    ...(rest === undefined ? [] : [line(page, 4, rest)]),
    ...parts.flatMap(part => [
      ...(parts.length > 1 ? [line(page, 4, partPlace(entry, part).trim())] : []),
      ...(change === 'changed'
        ? objectsLines(part.objects, page)
        : kindsText(part.objects).map(text => line(page, 4, text)))
    ])
  ]
}

function settingText(setting: Setting, files: readonly string[]): string {
  const { file, line } = setting.at
  const isElsewhere = !files.includes(file) && !file.includes('<tenant>')
  return `${fieldText(setting)}${isElsewhere ? `, from ${file}:${line}` : ''}`
}

function objectsLines(objects: readonly ObjectChange[], page: Page): string[] {
  return objectTexts(objects).map(({ text, isField }) => line(page, isField ? 8 : 4, text))
}

type Platform = ReturnType<typeof platformAlike>[number]

function platformLines({ clusters, objects }: Platform, page: Page): string[] {
  return [painted(page, 'strong', line(page, 2, some(clusters, 3))), ...objectsLines(objects, page)]
}
