import { membership } from '../../charts/access/membership.ts'
import type { Right } from '../../charts/access/right.ts'
import { positionOf } from '../../src/diagnostics/position.ts'
import type { Span } from '../../src/diagnostics/source.ts'
import type { Model } from '../../src/model/model.ts'
import { wrap } from '../../src/text/wrap.ts'
import { groupBy } from '../../src/values/group.ts'
import { aligned, type Cell } from '../cli/aligned-table.ts'
import type { Rights } from './answer.ts'
import { isCircle } from './circle-rights.ts'
import { awsLines, doorLines } from './reach-lines.ts'

const indent = '  '

interface Screen {
  readonly model: Model
  /** In cells. */
  readonly width: number
}

/** What somebody may do, tenant by tenant. */
export function pageOf(
  name: string,
  { rights, suspended }: Rights,
  { model, width }: Screen
): string {
  const room = width - indent.length
  const rowsOf = (own: readonly Right[]) => {
    const keyOf = (right: Right) => [right.tenant, ...grantOf(right), lineOf(right.at)].join(' ')
    return together(own, keyOf).map(([right, clusters]): Cell[] => [
      right.tenant ?? 'every tenant',
      clusters,
      ...grantOf(right),
      [right.at, ...membership(model, right)].map(lineOf)
    ])
  }
  const reach = { rights, room, nameOf: placeOf }
  const parts = [aligned(rowsOf(rights), room), doorLines(reach), awsLines(reach)]
  const title = rights.length === 0 ? `${name} may enter no tenant` : name
  const people = isCircle(name) ? peopleLines([...rights, ...suspended], room) : []
  return page(title, [people, ...parts, waiting(rowsOf(suspended), room)])
}

/** Those of a group or team who get something through it. */
function peopleLines(rights: readonly Right[], room: number): readonly string[] {
  const names = [...new Set(rights.map(({ who }) => who.name))]
  return names.length === 0 ? [] : wrap(`lets in ${names.join(', ')}`, room, '')
}

/** What nobody can use now, and who answers about leavers has to know. */
function waiting(rows: readonly Cell[][], room: number): readonly string[] {
  if (rows.length === 0) return []
  const lines = aligned(rows, room - indent.length).map(line => `${indent}${line}`)
  return ['suspended: comes back with the tenant', ...lines]
}

/** Who may do what in a tenant. */
export function pageIn(name: string, { rights, suspended }: Rights, width: number): string {
  const room = width - indent.length
  const keyOf = (right: Right) => JSON.stringify({ ...right, cluster: '', at: lineOf(right.at) })
  const pages = sites(rights, keyOf).map(([own, clusters]) => {
    const reach = { rights: own, room, nameOf: ({ who }: Right) => who.name }
    const later = suspended.filter(({ cluster }) => cluster === own[0]?.cluster).map(rowOf)
    const parts = [aligned(rowsIn(own), room), doorLines(reach), awsLines(reach)]
    return page(`${name} on ${clusters}`, [...parts, waiting(later, room)])
  })
  return pages.join('\n')
}

function rowOf(right: Right): Cell[] {
  return [right.who.name, ...grantOf(right), lineOf(right.at)]
}

/** Those who were let in, and below them those who are there anyway. */
function rowsIn(rights: readonly Right[]): Cell[][] {
  const outside = rights.filter(right => !isInside(right)).map(rowOf)
  const accounts = rights.filter(right => isInside(right) && right.way !== 'engine').map(rowOf)
  return [...outside, [], ...accounts, ...enginesRow(rights.filter(({ way }) => way === 'engine'))]
}

/** What Flux and Argo CD run as, with all lines together. */
function enginesRow(engines: readonly Right[]): Cell[][] {
  if (engines.length === 0) return []
  const [names, lines] = [engines.map(({ who }) => who.name), engines.map(({ at }) => lineOf(at))]
  return [[[...new Set(names)], '-', 'engine', [...new Set(lines)]]]
}

/** The tenant's own accounts and the engines, which nobody was let in for. */
function isInside({ way }: Right): boolean {
  return way === 'kubeflow' || way === 'account' || way === 'engine'
}

const note =
  "What runs the cluster, such as Kubeflow's own controllers, is not listed, and a guard may refuse what a role allows."

/** Whom Kubernetes lets do something, and by which role. */
export function pageWho(what: string, { rights, suspended }: Rights, width: number): string {
  if (rights.length + suspended.length === 0) return `nobody may ${what}\n`
  const room = width - indent.length
  const all = [...rights, ...suspended]
  const pages = sites(all, right => boundRow(right).join(' ')).map(([own, clusters]) => {
    const [now, later] = [rights, suspended].map(list => own.filter(each => list.includes(each)))
    const parts = [
      aligned((now ?? []).map(boundRow), room),
      waiting((later ?? []).map(boundRow), room)
    ]
    return page(`who may ${what} on ${clusters}`, parts)
  })
  return `${pages.join('\n')}\n${wrap(note, width, '').join('\n')}\n`
}

function boundRow(right: Right): Cell[] {
  const role = right.reach.kubernetes?.role ?? ''
  return [right.who.name, role, wayOf(right), lineOf(right.at)]
}

function page(title: string, parts: readonly (readonly string[])[]): string {
  const blocks = parts.filter(({ length }) => length > 0)
  const lines = blocks.flatMap(block => ['', ...block.map(line => `${indent}${line}`.trimEnd())])
  return `${[title, ...lines].join('\n')}\n`
}

/** Clusters on which the same holds are told together. */
function sites(
  rights: readonly Right[],
  keyOf: (right: Right) => string
): [readonly Right[], string][] {
  const byCluster = [...groupBy(rights, ({ cluster }) => cluster).values()]
  const same = groupBy(byCluster, own => own.map(keyOf).join('\n'))
  return Array.from(same.values(), all => [all[0], clustersOf(all.map(([right]) => right))])
}

/** The first of those that differ only in their cluster, and the clusters. */
function together(rights: readonly Right[], keyOf: (right: Right) => string): [Right, string][] {
  const same = groupBy(rights, keyOf)
  return Array.from(same.values(), all => [all[0], clustersOf(all)])
}

function clustersOf(rights: readonly Right[]): string {
  return [...new Set(rights.map(({ cluster }) => cluster))].join(', ')
}

function placeOf({ tenant, cluster }: Right): string {
  return `${tenant ?? 'every tenant'} on ${cluster}`
}

function grantOf(right: Right): [role: string, way: Cell] {
  return [right.role === '' ? '-' : right.role, wayOf(right)]
}

function wayOf({ way, until }: Right): Cell {
  return until === null ? way : [way, `until ${until}`]
}

function lineOf({ source, start }: Span): string {
  return `${source.path}:${positionOf(source, start).line}`
}
