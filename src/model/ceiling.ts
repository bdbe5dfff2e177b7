import type { PolicyFile, PolicyRule } from '../documents/policy.ts'
import {
  canonical,
  compareQuantities,
  parseQuantity,
  type Quantity
} from '../kubernetes/quantity.ts'
import { resourceOf } from './amounts.ts'
import type { Grant } from './grants.ts'
import type { Amount } from './quota.ts'

/** The most of a resource that somebody may have. */
export interface Ceiling {
  /** As the policy calls it. */
  readonly field: string
  readonly resource: string
  /** Nothing where the policy grants it to others only. */
  readonly most: Quantity | undefined
}

/** By one name for each resource. */
export type Ceilings = ReadonlyMap<string, Ceiling>

/** Says how much some rules grant together: of each resource the largest. */
export function ceilings(policy: PolicyFile, gpu: string): (grants: readonly Grant[]) => Ceilings {
  const each = policy.map(rule => ceilingsOf(rule, gpu))
  const named = each.flatMap(lines => lines.map(line => ({ ...line, most: undefined })))
  return grants => {
    const result = new Map<string, Ceiling>()
    for (const line of [...named, ...grants.flatMap(({ index }) => each[index] ?? [])]) {
      const key = sameAs(line.resource)
      if (isMore(line.most, result.get(key)?.most) || !result.has(key)) result.set(key, line)
    }
    return result
  }
}

function ceilingsOf({ quota = {} }: PolicyRule, gpu: string): Ceiling[] {
  return Object.entries(quota).map(([field, amount]) => {
    const most = parseQuantity(amount)
    if (!most) throw new Error(`bug: ${amount} was let through as a quantity`)
    return { field, resource: resourceOf(field, gpu), most }
  })
}

function isMore(a: Quantity | undefined, b: Quantity | undefined): boolean {
  return a !== undefined && (b === undefined || compareQuantities(a, b) > 0)
}

/** The one name of a resource that Kubernetes counts under two, so that neither is a way around. */
export function sameAs(resource: string): string {
  if (/^(cpu|memory|ephemeral-storage|hugepages-.+)$/.test(resource)) return `requests.${resource}`
  // What has no group had a name of its own before there was `count/`.
  return /^count\/[^.]+$/.test(resource) ? resource.slice('count/'.length) : resource
}

/**
 * The quota with a line for what it does not mention: Kubernetes limits nothing else. What the
 * policy grants stands there, and none of a device, such as a GPU, that only others are granted.
 */
export function bounded(quota: readonly Amount[], most: Ceilings): Amount[] {
  const mentioned = new Set(quota.map(({ resource }) => sameAs(resource)))
  const others = [...most]
    .filter(([key, { most }]) => !mentioned.has(key) && (most || isDevice(key)))
    .map(([, { resource, field, most }]) => ({
      resource,
      field,
      amount: most ? canonical(most) : '0'
    }))
  return [...quota, ...others].sort(byResource)
}

function isDevice(resource: string): boolean {
  return resource.startsWith('requests.') && resource.includes('/')
}

function byResource(a: Amount, b: Amount): number {
  return a.resource < b.resource ? -1 : a.resource > b.resource ? 1 : 0
}
