import { groupBy } from '../../../src/values/group.ts'
import { runsCode } from '../../access/aws-reach.ts'
import type { AccessChange, Reach } from '../plan-data.ts'
import { lessAws, regrouped } from './aws-statements.ts'
import type { Held } from './held.ts'
import type { LinesOf } from './lines.ts'

/** Who gains and who loses what, from the rights in a tenant, or in all of a cluster, before and after. */
export function gains(was: readonly Held[], is: readonly Held[], linesOf: LinesOf): AccessChange[] {
  const [old, now] = [was, is].map(rights => groupBy(rights.filter(isTold), keyOf))
  const names = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort()
  const told = {
    before: (right: Held) => linesOf(right, 'before', is),
    after: (right: Held) => linesOf(right, 'after', was)
  }
  return names.flatMap(name => change(old?.get(name) ?? [], now?.get(name) ?? [], told) ?? [])
}

/** A tenant's own accounts have what whoever may run code there has. */
function isTold({ way }: Held): boolean {
  return way !== 'kubeflow' && way !== 'account' && way !== 'engine'
}

function keyOf({ who }: Held): string {
  return who.name
}

const strength = ['', 'view', 'edit', 'admin']

type Told = Readonly<Record<'before' | 'after', (right: Held) => ReturnType<LinesOf>>>

function change(was: readonly Held[], is: readonly Held[], told: Told): AccessChange | undefined {
  const [old, now] = [reachOf(was), reachOf(is)]
  const all = is.length > 0 ? is : was
  const names = namesIn(all)
  const before = beyond(old, now, { names, hasEnd: old.role !== '' && now.role !== '' })
  const after = beyond(now, old, { names, hasEnd: now.role !== '' })
  const [first] = all
  if (!first || (isNothing(before) && isNothing(after))) return undefined
  const right = is.find(right => !was.some(other => isSame(other, right))) ?? first
  const [at, ...rest] = is.length > 0 ? told.after(right) : told.before(right)
  const had = hadBefore(was, is, told)
  const up = strength.indexOf(now.role ?? '') - strength.indexOf(old.role ?? '')
  return {
    change:
      up > 0 || isNothing(before) ? 'gains' : up < 0 || isNothing(after) ? 'loses' : 'changes',
    who: [first.who.name],
    kind: first.who.kind,
    tenants: first.tenant === null ? [] : [first.tenant],
    clusters: [first.cluster],
    before,
    after,
    ways: [...new Set(all.map(({ way }) => way))],
    at,
    ...(rest.length > 0 ? { next: rest } : {}),
    ...(had ? { had } : {})
  }
}

/** Whoever keeps something may have lost the way by which they had it. */
function hadBefore(was: readonly Held[], is: readonly Held[], told: Told): AccessChange['had'] {
  const gone = was.filter(right => !is.some(({ way }) => way === right.way))
  const [first] = gone
  if (is.length === 0 || !first) return undefined
  return { through: [...new Set(gone.map(({ way }) => way))], at: told.before(first)[0] }
}

function isSame(a: Held, b: Held): boolean {
  const [left, right] = [a, b].map(({ way, role, until }) => [way, role, until].join(' '))
  return left === right
}

/** All that somebody may do, through whichever way. */
function reachOf(rights: readonly Held[]): Reach {
  const roles = rights.map(({ role }) => role)
  const ends = rights.map(({ until }) => until)
  const strongest = roles.toSorted((a, b) => strength.indexOf(b) - strength.indexOf(a))[0] ?? ''
  const last = ends.includes(null) ? null : (ends.sort().at(-1) ?? null)
  const grants = rights.flatMap(({ reach }) => reach.aws.flatMap(aws => aws.grants))
  const others = rights.flatMap(({ reach }) => reach.aws.flatMap(aws => aws.others))
  const aws = [...grants, ...others.map(arn => ({ actions: ['*'], places: [arn] }))]
  return {
    role: strongest,
    until: last,
    kubernetes: distinct(rights.flatMap(({ reach }) => reach.kubernetes?.role ?? [])),
    mesh: distinct(rights.flatMap(({ reach }) => reach.mesh.map(({ to }) => to))),
    aws: regrouped(aws, namesIn(rights)),
    elsewhere: distinct(rights.flatMap(({ elsewhere = [] }) => elsewhere)),
    ...(rights.some(isEverywhere) ? { everyAccount: true as const } : {})
  }
}

function namesIn([first]: readonly Held[]): readonly string[] {
  return first ? [first.cluster, first.tenant ?? ''].filter(name => name !== '') : []
}

/** Whoever may run code in all tenants acts in AWS as the accounts of each. */
function isEverywhere({ tenant, role }: Held): boolean {
  return tenant === null && runsCode({ role, notebooks: false })
}

interface Compared {
  readonly names: readonly string[]
  /** Whether the last day is told. */
  readonly hasEnd: boolean
}

/** What one has and the other does not. */
function beyond(reach: Reach, other: Reach, { names, hasEnd }: Compared): Reach {
  const { role, until, kubernetes, mesh, aws, everyAccount } = reach
  const elsewhere = less(reach.elsewhere ?? [], other.elsewhere ?? [])
  const isRole = role !== other.role && role !== ''
  const isEnd = until !== other.until && hasEnd
  return {
    ...(isRole && role !== undefined ? { role } : {}),
    ...(isEnd && until !== undefined ? { until } : {}),
    kubernetes: less(kubernetes, other.kubernetes),
    mesh: less(mesh, other.mesh),
    aws: lessAws(aws, other.aws, names),
    ...(elsewhere.length > 0 ? { elsewhere } : {}),
    ...(everyAccount && !other.everyAccount ? { everyAccount } : {})
  }
}

function isNothing({ role, until, kubernetes, mesh, aws, elsewhere = [] }: Reach): boolean {
  const isSilent = role === undefined && until === undefined
  return isSilent && [kubernetes, mesh, aws, elsewhere].every(({ length }) => length === 0)
}

function distinct<T>(all: readonly T[]): T[] {
  return [...new Map(all.map(one => [JSON.stringify(one), one])).values()]
}

function less<T>(all: readonly T[], other: readonly T[]): T[] {
  const known = new Set(other.map(one => JSON.stringify(one)))
  return all.filter(one => !known.has(JSON.stringify(one)))
}
