import { count } from '../../../src/text/prose.ts'
import { groupBy } from '../../../src/values/group.ts'
import type {
  AccessChange,
  ObjectChange,
  Place,
  Plan,
  Reach,
  ReleaseChange,
  TenantChange
} from '../plan-data.ts'
import { anOwner } from '../same.ts'
import { awsLines } from './aws-words.ts'
import { fieldText } from './field-words.ts'
import { some } from './some.ts'

/** The first line: how much changes. */
export function totalsText({ totals, compilerOnly, refusals, unplanned }: Plan): string {
  const { added, changed, removed } = totals.tenants
  const tenants = [
    ...(added > 0 ? [`${count(added, 'tenant')} added`] : []),
    ...(changed > 0 ? [`${count(changed, 'tenant')} changed`] : []),
    ...(removed > 0 ? [`${count(removed, 'tenant')} removed`] : [])
  ]
  const clusters = totals.clusters.map(({ cluster, ...counts }) => {
    return `${cluster}: ${countsText(counts)}`
  })
  const first = [
    ...(refusals.length > 0 ? [refusedText(refusals.length)] : []),
    ...(unplanned.length > 0
      ? [`${count(unplanned.length, 'file')} with mistakes, not planned`]
      : [])
  ]
  const none = first.length > 0 ? [] : ['no tenant changes']
  const named = tenants.length > 0 ? [tenants.join(', ')] : none
  const parts = [...first, ...named, ...clusters]
  const cause = compilerOnly ? '; no input changed, only what the compiler makes of it' : ''
  return `${parts.join('; ')}${cause}`
}

function refusedText(reasons: number): string {
  return `generate refuses this${reasons > 1 ? ` for ${reasons} reasons` : ''}`
}

type Counts = Omit<Plan['totals']['clusters'][number], 'cluster'>

function countsText({ added, changed, removed, kept }: Counts): string {
  const stay = kept > 0 ? `, of which ${kept} ${kept > 1 ? 'stay' : 'stays'} in the cluster` : ''
  const parts = [
    ...(added > 0 ? [`${count(added, 'object')} added`] : []),
    ...(changed > 0 ? [`${count(changed, 'object')} changed`] : []),
    ...(removed > 0 ? [`${count(removed, 'object')} removed${stay}`] : [])
  ]
  return parts.join(', ') || 'no object changes'
}

/** `fraud on production`, `fraud, pricing and 210 more on 2 clusters`. */
export function whereText(tenants: readonly string[], clusters: readonly string[]): string {
  const who = tenants.length === 0 ? 'all tenants' : some(tenants, 3)
  return clusters.length === 0 ? who : `${who} on ${some(clusters, 3)}`
}

const platformNote =
  'files of the platform with mistakes count here as they were before the change; if they had mistakes there too, no tenant is planned'

/** What one has to know before reading on, most important first. */
export function notesOf({ refusals, isPending, unplanned }: Plan): string[] {
  const refused = refusals.map(({ message, help }) => {
    return `\`npx tenantry generate\` refuses this: ${message}; ${help}`
  })
  const later =
    refusals.length > 0
      ? 'this is how it would be if `npx tenantry generate` did not refuse it'
      : 'this is how it will be after `npx tenantry generate`'
  return [
    ...refused,
    ...(isPending ? [`generated/ does not follow yet; ${later}`] : []),
    ...(unplanned.length > 0
      ? [`not planned because of mistakes: ${some(ticked(unplanned), 5)}`]
      : []),
    ...(unplanned.some(path => path.startsWith('platform/')) ? [platformNote] : [])
  ]
}

/** Names as code. A name that has a backtick ends no other. */
export function ticked(names: readonly string[]): string[] {
  return names.map(name => `\`${name.replaceAll('`', "'")}\``)
}

/** How to read more about risks, or that there is none. */
export function explainText({ risks, unplanned }: Plan): string {
  if (risks.length === 0) {
    const others = unplanned.length > 0 ? ' in what is planned' : ''
    return `risks were looked for, and none was found${others}`
  }
  const codes = new Set(risks.map(({ code }) => code))
  const [first = ''] = codes
  return codes.size === 1
    ? `for more about this: \`npx tenantry explain ${first}\``
    : `for more about one of these: \`npx tenantry explain <risk>\`, such as \`${first}\``
}

/** Above the clusters that get another release of Kubeflow. */
export const releasesTitle = 'Another release of Kubeflow'

export function releaseText({ cluster, from, to }: ReleaseChange): string {
  return `${cluster}: Kubeflow ${from} -> ${to}`
}

const signs = { added: '+', changed: '~', removed: '-' } as const

function signOf({ change }: Pick<ObjectChange, 'change'>): string {
  return signs[change]
}

function objectText({ kind, namespace, name }: ObjectChange): string {
  return `${kind} ${namespace === null ? name : `${namespace}/${name}`}`
}

const causes: Readonly<Record<TenantChange['cause'], string>> = {
  file: '',
  platform: ', by the platform files',
  neighbour: ', by the file of another tenant',
  compiler: ', by the compiler',
  edited: ', not as its file says'
}

/** What made a tenant change, unless it is its own file. */
export function causeText(cause: TenantChange['cause']): string {
  return causes[cause]
}

const verbs = {
  gains: ['gains', 'gain'],
  loses: ['loses', 'lose'],
  changes: ['changes', 'change']
} as const

/** What somebody gains or loses, in a sentence. */
export function accessText({
  change,
  who,
  tenants,
  clusters,
  before,
  after,
  isEach
}: AccessChange & { readonly isEach?: boolean }): string {
  const roles = roleText(before, after)
  const verb = verbs[change][who.length > 1 ? 1 : 0]
  const more = roles === '' ? ' access' : ` ${roles}`
  const place = isEach ? ', each in one of' : ' in'
  return `${some(who, 3)} ${verb}${more}${place} ${whereText(tenants, clusters)}`
}

/** Through what somebody is let in. */
function wayText(way: string): string {
  const [kind = '', name = ''] = way.split(':')
  switch (kind) {
    case 'owner':
      return 'as owner'
    case 'user':
      return 'by name'
    case 'public':
      return `because model ${name} is public`
    case 'network':
    case 'serving':
      return `by \`${kind}\``
    case 'kubectl':
      return 'by `aws.access`'
    case 'platform':
      return 'as admin of the platform'
    case 'serviceAccount':
      return 'as service account'
    case 'tenant':
      return 'as another tenant'
    default:
      return `through ${kind} ${name}`
  }
}

/** Through what somebody has it now, or had it, without the line that changed. */
export function waysText({ ways }: AccessChange): string {
  return some(ways.map(wayText), 3)
}

/** The lines after the one that changed, and how it was before. */
export function morePlaces({ also = [], next = [], had }: AccessChange): string[] {
  const before = had && `before ${some(had.through.map(wayText), 3)}, ${placeText(had.at)}`
  return [
    ...(also.length > 0 ? [`and ${some(also.map(placeText), 3)}`] : []),
    ...(next.length > 0 ? [`then ${next.map(placeText).join(', ')}`] : []),
    ...(before ? [before] : [])
  ]
}

export function placeText({ file, line }: Place): string {
  return `${file}:${line}`
}

function roleText({ role: old }: Reach, { role: now }: Reach): string {
  if (old !== undefined && now !== undefined) return `role ${old} -> ${now}`
  const role = now ?? old
  return role === undefined ? '' : `role ${role}`
}

/** What it means in Kubernetes, in the mesh and in AWS, a line each. */
export function reachLines(entry: AccessChange): string[] {
  const { before, after } = entry
  const until = untilText(before, after)
  return [
    ...(until === '' ? [] : [until]),
    ...sideLines('+', after),
    ...sideLines('-', before),
    ...peopleLines(entry)
  ]
}

/** More of them are asked for by a command. */
const mostPeople = 5

function peopleLines({ who, people = [] }: AccessChange): string[] {
  if (people.length === 0) return []
  if (who.includes(anOwner)) return [`the owners: ${some(people, mostPeople)}`]
  const tenant = who[0]?.split('/')[0] ?? ''
  const named =
    people.length > mostPeople
      ? `${people.length} people, see \`npx tenantry access in ${tenant}\``
      : some(people, mostPeople)
  return [`who may run code as it, in ${tenant}: ${named}`]
}

function untilText({ until: old }: Reach, { until: now }: Reach): string {
  if (old === undefined && now === undefined) return ''
  const text = (until: string | null | undefined) => until ?? 'no end'
  return old === undefined ? `until ${text(now)}` : `until ${text(old)} -> ${text(now)}`
}

function sideLines(
  sign: string,
  { kubernetes, mesh, aws, elsewhere = [], everyAccount }: Reach
): string[] {
  return [
    ...(kubernetes.length > 0 ? [`${sign} Kubernetes: ${kubernetes.join(', ')}`] : []),
    ...(mesh.length > 0 ? [`${sign} mesh: ${mesh.join(', ')}`] : []),
    ...awsLines(aws).map(text => `${sign} AWS: ${text}`),
    ...(elsewhere.length > 0 ? [`${sign} as its workloads: ${some(elsewhere, 4)}`] : []),
    ...(everyAccount ? [`${sign} AWS: what the accounts of each tenant may do`] : [])
  ]
}

/** The kinds of all objects, where they come or go together. */
export function kindsText(objects: readonly ObjectChange[]): string[] {
  const fates = groupBy(objects, object => `${signOf(object)} ${object.fate ?? ''}`.trim())
  return Array.from(fates, ([fate, all]) => {
    const kinds = groupBy(all, ({ kind }) => kind)
    const names = Array.from(kinds, ([kind, { length }]) =>
      length > 1 ? `${length} ${kind}` : kind
    )
    return `${fate}${fate.length > 1 ? ':' : ''} ${names.join(', ')}`
  })
}

/** Nobody reads each field of so many objects. */
const mostFields = 20

interface ObjectLine {
  readonly text: string
  /** Whether it tells a field of the objects above it. */
  readonly isField: boolean
}

/** Objects and their fields; those that change alike are told together. */
export function objectTexts(objects: readonly ObjectChange[]): ObjectLine[] {
  const alike = groupBy(objects, ({ change, fields, fate }) =>
    JSON.stringify([change, fields, fate])
  )
  return [...alike.values()].flatMap(all => {
    const [first] = all
    const names = some(all.map(objectText), 6)
    const fate = first.fate === null ? '' : `: ${first.fate}`
    const left = first.fields.length - mostFields
    const kinds = all.map(({ kind }) => kind)
    const fields = first.fields.slice(0, mostFields).map(field => fieldText({ ...field, kinds }))
    const lines = left > 0 ? [...fields, `and ${left} more fields`] : fields
    const head = { text: `${signOf(first)} ${names}${fate}`, isField: false }
    return [head, ...lines.map(text => ({ text, isField: true }))]
  })
}
