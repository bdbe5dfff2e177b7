import { rightIn } from '../../charts/access/admin-rights.ts'
import type { Right } from '../../charts/access/right.ts'
import { rightsOf, suspendedRights } from '../../charts/access/tenant-rights.ts'
import type { Manifests } from '../../charts/tenant/compile-tenant.ts'
import { urlOfArn } from '../../src/aws/s3.ts'
import { positionOf } from '../../src/diagnostics/position.ts'
import type { Span } from '../../src/diagnostics/source.ts'
import { factsOf } from '../../src/facts/tenant-facts.ts'
import { writtenFor } from '../../src/facts/value-origin.ts'
import { inUnitsOf, type Usage, usedBy } from '../../src/imports/usage/read-usage.ts'
import { canonical, parseQuantity } from '../../src/kubernetes/quantity.ts'
import type { Model } from '../../src/model/model.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { groupBy } from '../../src/values/group.ts'

/** What the page of a tenant shows. */
export interface TenantData {
  readonly name: string
  readonly description: string
  readonly owner: string
  readonly team: string
  readonly states: readonly string[]
  readonly clusters: readonly string[]
  /** People and workloads that were let in, and the admins of the platform. */
  readonly grants: readonly On<Grant>[]
  /** Those who are kept out now, and come back once it is active again. */
  readonly suspended: readonly On<Grant>[]
  /** The tenant's own accounts. */
  readonly accounts: readonly On<Grant>[]
  readonly facts: readonly On<FactRow>[]
  /** When it was measured what is used, if it was. */
  readonly measured: string | null
  readonly aws: readonly On<AwsRow>[]
  readonly kinds: readonly On<KindRow>[]
}

/** A row with the clusters on which it holds. */
export type On<T> = T & { readonly on: readonly string[] }

interface Grant {
  readonly who: string
  readonly role: string
  readonly way: string
  readonly until: string | null
  readonly doors: readonly string[]
  readonly line: string
}

interface FactRow {
  readonly field: string
  readonly value: string
  /** What is used of it; empty if nobody knows. */
  readonly used: string
  readonly from: string
  readonly line: string
}

interface AwsRow {
  readonly through: readonly string[]
  readonly actions: readonly string[]
  readonly places: readonly string[]
}

interface KindRow {
  readonly kind: string
  readonly count: number
}

/** What the data of a tenant is made from. */
export interface Ground {
  readonly model: Model
  /** To look through all of them for each tenant takes longer than all the rest. */
  readonly documentOf: (tenant: string) => Model['documents'][number] | undefined
  /** The objects of the tenant on each of its clusters. */
  readonly made: ReadonlyMap<Tenant, Manifests>
  readonly usage: Usage | undefined
  /** The rights that reach all tenants of a cluster. */
  readonly wideOn: (cluster: string) => readonly Right[]
}

/** A tenant on each of its clusters. */
export type Places = readonly [Tenant, ...Tenant[]]

export function tenantData(places: Places, ground: Ground): TenantData {
  const [{ name, owner, team, written }] = places
  const rights = new Map(places.map(tenant => [tenant, rightsAt(tenant, ground)]))
  const rightsIf = (isWanted: (right: Right) => boolean) =>
    together(places, tenant => (rights.get(tenant) ?? []).filter(isWanted).map(grantOf))
  return {
    name,
    description: written.description ?? '',
    owner,
    team: team?.name ?? '',
    states: [...new Set(places.map(({ state }) => state))],
    clusters: places.map(({ cluster }) => cluster.name),
    grants: rightsIf(right => !isInside(right)),
    suspended: together(places, tenant => suspendedRights(tenant).map(grantOf)),
    accounts: rightsIf(isInside),
    facts: together(places, tenant => factRows(tenant, ground)),
    measured: ground.usage?.at ?? null,
    aws: together(places, tenant => awsRows(rights.get(tenant) ?? [])),
    kinds: together(places, tenant => kindRows(tenant, ground))
  }
}

/** Each row once, with the clusters that have it, in order of first appearance. */
function together<T extends object>(
  places: Places,
  rowsOf: (tenant: Tenant) => readonly T[]
): On<T>[] {
  const all = places.flatMap(tenant => {
    return rowsOf(tenant).map(row => ({ row, on: tenant.cluster.name, key: JSON.stringify(row) }))
  })
  return Array.from(groupBy(all, ({ key }) => key).values(), same => {
    return { ...same[0].row, on: [...new Set(same.map(({ on }) => on))] }
  })
}

function rightsAt(tenant: Tenant, { wideOn }: Ground): Right[] {
  const wide = wideOn(tenant.cluster.name).map(right => rightIn(tenant, right))
  return [...rightsOf(tenant), ...wide].filter(({ way }) => way !== 'engine')
}

/** Nobody was let in for these. */
function isInside({ way }: Right): boolean {
  return way === 'kubeflow' || way === 'account'
}

function grantOf({ who, role, way, until, reach, at }: Right): Grant {
  const doors = reach.mesh.map(({ to }) => to)
  return { who: who.name, role, way, until, doors: [...new Set(doors)], line: lineOf(at) }
}

function factRows(tenant: Tenant, { model, documentOf, usage }: Ground): FactRow[] {
  const document = documentOf(tenant.name)
  const documents = document ? [document] : []
  const facts = factsOf(writtenFor({ ...model, documents }, tenant)).flat()
  return facts.map(({ field, value, from, at }) => {
    const used = usage === undefined ? '' : usedOf(tenant, field, usage)
    return { field, value, used, from, line: at ? lineOf(at) : '' }
  })
}

/** What is used of a line of the quota, in its units. */
function usedOf(tenant: Tenant, field: string, usage: Usage): string {
  const line = tenant.quota.find(each => `quota.${each.field}` === field)
  const amount = line && parseQuantity(line.amount)
  const used = line && usedBy(usage, tenant, line.resource)
  return amount && used ? canonical(inUnitsOf(used, amount)) : ''
}

/** What AWS allows, with all accounts that may do the same. */
function awsRows(rights: readonly Right[]): AwsRow[] {
  const accounts = new Map(rights.flatMap(({ reach }) => reach.aws.map(aws => [aws.through, aws])))
  const same = groupBy(accounts.values(), ({ grants, others }) => JSON.stringify([grants, others]))
  return [...same.values()].flatMap(all => {
    const [{ grants, others }] = all
    const through = all.map(aws => aws.through)
    return [
      ...grants.map(({ actions, places }) => ({ through, actions, places: places.map(urlOfArn) })),
      ...(others.length > 0 ? [{ through, actions: [], places: others }] : [])
    ]
  })
}

function kindRows(tenant: Tenant, { made }: Ground): KindRow[] {
  const { bootstrap = [], namespace = [] } = made.get(tenant) ?? {}
  const kinds = groupBy([...bootstrap, ...namespace], ({ kind }) => kind)
  return [...kinds].map(([kind, all]) => ({ kind, count: all.length }))
}

function lineOf({ source, start }: Span): string {
  return `${source.path}:${positionOf(source, start).line}`
}
