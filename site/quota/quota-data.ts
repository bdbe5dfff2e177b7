import type { Cluster } from '../../src/cluster/cluster.ts'
import { inUnitsOf, type Usage, usedBy } from '../../src/imports/usage/read-usage.ts'
import {
  addQuantities,
  canonical,
  compareQuantities,
  parseQuantity,
  type Quantity
} from '../../src/kubernetes/quantity.ts'
import type { Model } from '../../src/model/model.ts'
import type { Tenant } from '../../src/model/tenant.ts'

export interface ClusterQuota {
  readonly cluster: string
  readonly tenants: number
  /** Those that keep their part, but may start nothing now. */
  readonly suspended: readonly string[]
  readonly resources: readonly Resource[]
  /** When it was measured what is used, if it was. */
  readonly measured: string | null
}

/** What all tenants of a cluster may use of something together. */
export interface Resource {
  readonly title: string
  readonly field: string
  readonly sum: string
  /** Without it, nobody said what the cluster has. */
  readonly capacity: string | null
  /** What is used of the sum; `null` if nobody knows. */
  readonly used: string | null
  /** The tenants that leave the most of theirs unused, the largest rest first. */
  readonly unused: readonly Unused[]
  /** The sum and the capacity, as parts of the larger of both. */
  readonly sumPart: number
  readonly capacityPart: number | null
  /** The largest, with what all others have together at the end. */
  readonly shares: readonly Share[]
}

export interface Unused {
  readonly tenant: string
  readonly amount: string
  readonly used: string
  readonly rest: string
}

export interface Share {
  readonly name: string
  readonly tenant: boolean
  readonly suspended: boolean
  readonly amount: string
  readonly part: number
}

const titles = { gpu: 'GPUs', cpu: 'CPUs', memory: 'Memory', storage: 'Storage' } as const

/** As many tenants as a bar names. */
const named = 8

export function quotaData({ clusters, tenants }: Model, usage?: Usage): ClusterQuota[] {
  return clusters.map(cluster => {
    const there = tenants.filter(tenant => tenant.cluster.name === cluster.name)
    const resources = Object.entries(titles).flatMap(([field, title]) => {
      const held = there.flatMap(tenant => heldBy(tenant, field, usage))
      return resourceOf(cluster, held, [field, title]) ?? []
    })
    const measured = usage?.at ?? null
    const suspended = there.filter(isSuspended).map(({ name }) => name)
    return { cluster: cluster.name, tenants: there.length, suspended, resources, measured }
  })
}

function isSuspended({ state }: Tenant): boolean {
  return state === 'suspended'
}

interface Held {
  readonly name: string
  readonly suspended: boolean
  readonly quantity: Quantity
  readonly used: Quantity | undefined
}

function resourceOf(
  { file }: Cluster,
  held: readonly Held[],
  [field, title]: readonly [string, string]
): Resource | undefined {
  const written = Object.entries(file.capacity ?? {}).find(([name]) => name === field)?.[1]
  const capacity = written === undefined ? undefined : parseQuantity(written)
  if (held.length === 0 && !capacity) return undefined
  const sum = sumOf(held.map(({ quantity }) => quantity))
  const whole = capacity && capacity.nano > sum.nano ? capacity : sum
  return {
    title,
    field,
    sum: canonical(sum),
    used: usedIn(held, sum),
    unused: unusedIn(held),
    capacity: capacity ? canonical(capacity) : null,
    sumPart: partOf(sum, whole),
    capacityPart: capacity ? partOf(capacity, whole) : null,
    shares: sharesOf(held, whole)
  }
}

function heldBy(tenant: Tenant, field: string, usage: Usage | undefined): Held[] {
  const line = tenant.quota.find(each => each.field === field)
  const quantity = line && parseQuantity(line.amount)
  if (!quantity || quantity.nano === 0n) return []
  const used = usage && usedBy(usage, tenant, line.resource)
  const suspended = isSuspended(tenant)
  return [{ name: tenant.name, suspended, quantity, used: used && inUnitsOf(used, quantity) }]
}

function usedIn(held: readonly Held[], sum: Quantity): string | null {
  const known = held.flatMap(({ used }) => used ?? [])
  return known.length === 0 ? null : canonical(inUnitsOf(sumOf(known), sum))
}

function unusedIn(held: readonly Held[]): Unused[] {
  const rests = held.flatMap(({ name, quantity, used }) => {
    if (!used || compareQuantities(used, quantity) >= 0) return []
    const rest = { nano: quantity.nano - used.nano, family: quantity.family }
    return [{ name, quantity, used, rest }]
  })
  const largest = rests.sort((a, b) => compareQuantities(b.rest, a.rest)).slice(0, named)
  return largest.map(({ name, quantity, used, rest }) => {
    const [amount, gone, left] = [quantity, used, rest].map(canonical)
    return { tenant: name, amount: amount ?? '', used: gone ?? '', rest: left ?? '' }
  })
}

function sumOf(all: readonly Quantity[]): Quantity {
  return all.reduce(addQuantities, nothing)
}

const nothing: Quantity = { nano: 0n, family: 'decimal' }

function sharesOf(held: readonly Held[], whole: Quantity): Share[] {
  const sorted = held.toSorted((a, b) => compareQuantities(b.quantity, a.quantity))
  const largest = sorted.slice(0, named).map(({ name, suspended, quantity }) => {
    const [amount, part] = [canonical(quantity), partOf(quantity, whole)]
    return { name, tenant: true, suspended, amount, part }
  })
  const others = sorted.slice(named)
  if (others.length === 0) return largest
  const rest = sumOf(others.map(({ quantity }) => quantity))
  const name = `${others.length} others`
  const [amount, part] = [canonical(rest), partOf(rest, whole)]
  return [...largest, { name, tenant: false, suspended: false, amount, part }]
}

/** In ten-thousandths, as exact as any screen. */
function partOf(some: Quantity, whole: Quantity): number {
  return whole.nano === 0n ? 0 : Number((some.nano * 10_000n) / whole.nano) / 10_000
}
