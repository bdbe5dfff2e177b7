import { count } from '../../../src/text/prose.ts'
import { groupBy } from '../../../src/values/group.ts'
import type { AccessChange, Approval, ObjectChange, Place, Plan, Risk } from '../plan-data.ts'
import { alike, platformAlike } from '../same.ts'
import { approvalLines } from './approval-words.ts'
import { diffLines } from './field-words.ts'
import { block, code, details, prose, table } from './markdown.ts'
import { some } from './some.ts'
import { partPlace, type ToldTenant, toldTenants } from './told-tenants.ts'
import {
  accessText,
  explainText,
  kindsText,
  morePlaces,
  notesOf,
  objectTexts,
  placeText,
  reachLines,
  releasesTitle,
  releaseText,
  ticked,
  totalsText,
  waysText,
  whereText
} from './words.ts'

/** GitHub takes 65,536 characters in a comment, some of which others may need. */
const most = 60_000

/** A plan as a comment on a pull request: most important first, and as much as there is room for. */
export function markdownPlan(plan: Plan): string {
  const parts = [
    ...riskParts(plan),
    ...releaseParts(plan),
    ...accessParts(plan),
    ...approvalParts(plan),
    ...tenantParts(plan),
    ...platformParts(plan)
  ]
  const head = headOf(plan)
  const taken = fitting(parts, most - head.length - reserve)
  const shown = parts.filter(part => taken.has(part)).map(({ text }) => text)
  const left = groupBy(
    parts.filter(part => !taken.has(part)),
    ({ what }) => what
  )
  return [head, ...shown, ...leftOut(left)].join('\n')
}

/** The first of each kind, that of tenants before all, and then what there is room for. */
function fitting(parts: readonly Part[], most: number): ReadonlySet<Part> {
  const kinds = groupBy(parts, ({ what }) => what)
  const first = new Set([kinds.get(ofTenants)?.[0], ...Array.from(kinds.values(), ([one]) => one)])
  const taken = new Set<Part>()
  const full = new Set<string>()
  let room = most
  for (const part of [...first, ...parts.filter(one => !first.has(one))]) {
    if (!part || full.has(part.what)) continue
    if (part.text.length < room) {
      taken.add(part)
      room -= part.text.length + 1
    } else full.add(part.what)
  }
  return taken
}

const ofTenants = 'tenant change'

/** Room for the sentence that says what was left out. */
const reserve = 400

/** A piece of the page that is whole in itself. */
interface Part {
  /** What is counted when it is left out. */
  readonly what: string
  readonly text: string
}

function headOf(plan: Plan): string {
  const notes = notesOf(plan).map(note => `> ${prose(note)}\n`)
  return [`### Tenantry plan: ${prose(totalsText(plan))}\n`, ...notes].join('\n')
}

function leftOut(left: ReadonlyMap<string, readonly Part[]>): string[] {
  if (left.size === 0) return []
  const parts = Array.from(left, ([what, { length }]) => count(length, what))
  return [`_Left out here: ${some(parts, 5)}. \`npx tenantry plan\` shows all._\n`]
}

/** Nobody reads more rows of one table at once, and the next rows are a table of their own. */
const rows = 50

function tables<T>({ title, what }: Titles, entries: readonly T[], draw: Draw<T>): Part[] {
  const starts = Array.from({ length: Math.ceil(entries.length / rows) }, (_, at) => at * rows)
  return starts.map((start, at) => {
    const text = draw(entries.slice(start, start + rows))
    return { what, text: at === 0 ? `**${title}**\n\n${text}` : text }
  })
}

interface Titles {
  readonly title: string
  /** One of its tables, where they are counted. */
  readonly what: string
}

type Draw<T> = (entries: readonly T[]) => string

function riskParts(plan: Plan): Part[] {
  const { risks } = plan
  const row = ({ level, code: name, message, help, at, tenants, clusters }: Risk) => {
    const where =
      tenants.length === 0 && clusters.length === 0
        ? ''
        : prose(whereText(ticked(tenants), clusters))
    const shown = `${level === 'high' ? '**high**' : level}<br>${code(name)}`
    return [shown, where, `${prose(message)}<br>${prose(help)}`, place(at)]
  }
  const titles = { title: 'Risks', what: 'risk table' }
  const parts = tables(titles, risks, some => {
    return table(['risk', 'where', 'what', 'line'], some.map(row))
  })
  const more = { what: 'note', text: `_${prose(explainText(plan))}_\n` }
  return [...parts, more]
}

function releaseParts({ releases = [] }: Plan): Part[] {
  return releases.map((release, at) => {
    const chapters = release.chapters.map(({ title, lines, commands }) => {
      const items = lines.map(text => `- ${prose(text)}\n`).join('')
      const text = [items, ...(commands.length > 0 ? [block(commands, 'sh')] : [])].join('\n')
      return details(title, text)
    })
    const head = `${prose(releaseText(release))}, ${place(release.at)}\n`
    const text = [head, ...chapters].join('\n')
    return { what: 'release', text: at === 0 ? `**${releasesTitle}**\n\n${text}` : text }
  })
}

function named(entry: AccessChange): AccessChange {
  return { ...entry, who: ticked(entry.who), tenants: ticked(entry.tenants) }
}

function place(at: Place): string {
  return code(placeText(at))
}

function accessParts({ access }: Plan): Part[] {
  const row = (entry: AccessChange) => {
    const reach = reachLines(entry)
      .map(line => `<br>${code(line)}`)
      .join('')
    const lines = [place(entry.at), ...morePlaces(entry).map(prose)]
    return [
      `${prose(accessText(named(entry)))}${reach}`,
      prose(waysText(entry)),
      lines.join('<br>')
    ]
  }
  return tables({ title: 'Who gains and who loses', what: 'rights table' }, alike(access), some => {
    return table(['who', 'through', 'line'], some.map(row))
  })
}

function approvalParts({ approvals }: Plan): Part[] {
  const lines = approvalLines({ ...approvals, asked: approvals.asked.map(namedOwners) })
  const items = lines.map(({ text, reasons }) => {
    return [`- ${prose(text)}\n`, ...reasons.map(reason => `  - ${prose(reason)}\n`)].join('')
  })
  return items.length === 0
    ? []
    : [{ what: 'approval list', text: `**Who has to approve**\n\n${items.join('')}` }]
}

function namedOwners(approval: Approval): Approval {
  const reasons = approval.reasons.map(reason => {
    return { ...reason, tenants: ticked(reason.tenants) }
  })
  return { ...approval, owners: ticked(approval.owners), reasons }
}

function tenantParts({ tenants }: Plan): Part[] {
  return toldTenants(tenants).map((entry, at) => {
    const text = tenantText(entry)
    return { what: ofTenants, text: at === 0 ? `**Tenants**\n\n${text}` : text }
  })
}

function tenantText(entry: ToldTenant): string {
  const { change, tenants, clusters, files, settings, rest, parts } = entry
  const where = prose(whereText(ticked(tenants), clusters))
  const lines = [...settings.flatMap(diffLines), ...(rest === undefined ? [] : [`  ${rest}`])]
  return [
    `${where} **${change}**, ${files.slice(0, 3).map(code).join(', ')}\n`,
    ...(lines.length > 0 ? [block(lines, 'diff')] : []),
    ...parts.flatMap(part => {
      const place = partPlace(entry, part)
      return part.objects.length === 0
        ? []
        : [objectsText(part.objects, { isWhole: change === 'changed', place })]
    })
  ].join('\n')
}

/** Nobody reads more of them in a comment. */
const mostLines = 200
/** One tenant leaves room for others. */
const mostLetters = 20_000

interface Shown {
  /** Field by field. */
  readonly isWhole: boolean
  /** Such as ` on production`. */
  readonly place: string
}

function objectsText(objects: readonly ObjectChange[], { isWhole, place }: Shown): string {
  const whole = isWhole ? objectTexts(objects).map(lineOf) : []
  const isLong = whole.slice(0, mostLines).join('').length > mostLetters
  const lines = isWhole && !isLong ? whole : kindsText(objects)
  const more = lines.length - mostLines
  const shown = [
    ...lines.slice(0, mostLines),
    ...(more > 0 ? [`and ${count(more, 'more line')}`] : [])
  ]
  return details(`${count(objects.length, 'object')}${place}`, block(shown, 'diff'))
}

function lineOf({ text, isField }: ReturnType<typeof objectTexts>[number]): string {
  return isField ? `      ${text}` : text
}

function platformParts({ platform }: Plan): Part[] {
  return platformAlike(platform).map(({ clusters, objects }, at) => {
    const text = `${some(clusters.map(code), 3)}\n\n${objectsText(objects, { isWhole: true, place: '' })}`
    return { what: 'platform change', text: at === 0 ? `**Platform**\n\n${text}` : text }
  })
}
