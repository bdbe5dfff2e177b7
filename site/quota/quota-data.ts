import type { Cluster } from '../../src/cluster/cluster.ts'
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
  readonly resources: readonly Resource[]
}

/** What all tenants of a cluster may use of something together. */
export interface Resource {
  readonly title: string
  readonly field: string
  readonly sum: string
  /** Without it, nobody said what the cluster has. */
  readonly capacity: string | null
  /** The sum and the capacity, as parts of the larger of both. */
  readonly sumPart: number
  readonly capacityPart: number | null
  /** The largest, with what all others have together at the end. */
  readonly shares: readonly Share[]
}

export interface Share {
  readonly name: string
  readonly tenant: boolean
  readonly amount: string
  readonly part: number
}

const titles = { gpu: 'GPUs', cpu: 'CPUs', memory: 'Memory', storage: 'Storage' } as const

/** As many tenants as a bar names. */
const named = 8

export function quotaData({ clusters, tenants }: Model): ClusterQuota[] {
  return clusters.map(cluster => {
    const there = tenants.filter(tenant => tenant.cluster.name === cluster.name)
    const resources = Object.entries(titles).flatMap(([field, title]) => {
      return resourceOf(cluster, there, [field, title]) ?? []
    })
    return { cluster: cluster.name, tenants: there.length, resources }
  })
}

interface Held {
  readonly name: string
  readonly quantity: Quantity
}

function resourceOf(
  { file }: Cluster,
  tenants: readonly Tenant[],
  [field, title]: readonly [string, string]
): Resource | undefined {
  const held = tenants.flatMap(tenant => heldBy(tenant, field))
  const written = Object.entries(file.capacity ?? {}).find(([name]) => name === field)?.[1]
  const capacity = written === undefined ? undefined : parseQuantity(written)
  if (held.length === 0 && !capacity) return undefined
  const sum = sumOf(held)
  const whole = capacity && capacity.nano > sum.nano ? capacity : sum
  return {
    title,
    field,
    sum: canonical(sum),
    capacity: capacity ? canonical(capacity) : null,
    sumPart: partOf(sum, whole),
    capacityPart: capacity ? partOf(capacity, whole) : null,
    shares: sharesOf(held, whole)
  }
}

function heldBy({ name, quota }: Tenant, field: string): Held[] {
  const amount = quota.find(each => each.field === field)?.amount
  const quantity = amount === undefined ? undefined : parseQuantity(amount)
  return quantity && quantity.nano > 0n ? [{ name, quantity }] : []
}

function sumOf(held: readonly Held[]): Quantity {
  return held.reduce((sum: Quantity, { quantity }) => addQuantities(sum, quantity), nothing)
}

const nothing: Quantity = { nano: 0n, family: 'decimal' }

function sharesOf(held: readonly Held[], whole: Quantity): Share[] {
  const sorted = held.toSorted((a, b) => compareQuantities(b.quantity, a.quantity))
  const largest = sorted.slice(0, named).map(({ name, quantity }) => {
    return { name, tenant: true, amount: canonical(quantity), part: partOf(quantity, whole) }
  })
  const others = sorted.slice(named)
  if (others.length === 0) return largest
  const rest = sumOf(others)
  const name = `${others.length} others`
  return [...largest, { name, tenant: false, amount: canonical(rest), part: partOf(rest, whole) }]
}

/** In ten-thousandths, as exact as any screen. */
function partOf(some: Quantity, whole: Quantity): number {
  return whole.nano === 0n ? 0 : Number((some.nano * 10_000n) / whole.nano) / 10_000
}
