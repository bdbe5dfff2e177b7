import type { TenantFile } from '../documents/tenant.ts'
import { type Bounds, canonical, parseQuantity } from '../kubernetes/quantity.ts'

/** One line of a quota: what Kubernetes calls it, what the author calls it, and how much. */
export interface Amount {
  readonly resource: string
  readonly field: string
  readonly amount: string
}

/** Each is the empty string where nothing is said. */
export interface Limits {
  readonly default: Bounds
  readonly request: Bounds
  readonly max: Bounds
  readonly min: Bounds
}

type Written = Readonly<Record<string, string | number>>

/** What Kubernetes calls a line of a quota. */
export function resourceOf(field: string, gpu: string): string {
  switch (field) {
    case 'cpu':
    case 'memory':
      return `requests.${field}`
    case 'gpu':
      return `requests.${gpu}`
    case 'storage':
      return 'requests.storage'
    case 'notebooks':
      return 'count/notebooks.kubeflow.org'
    case 'claims':
      return 'persistentvolumeclaims'
    default:
      return field
  }
}

/** The lines of a quota, in the order of what Kubernetes calls them. */
export function amounts(quota: Written, gpu: string): Amount[] {
  const lines = Object.entries(quota)
    .filter(([field]) => field !== 'preset' && field !== 'limits')
    .map(([field, amount]) => ({
      resource: resourceOf(field, gpu),
      field,
      amount: canonicalOf(amount)
    }))
  return lines.sort((a, b) => (a.resource < b.resource ? -1 : a.resource > b.resource ? 1 : 0))
}

export function limitsOf(written: TenantFile['limits'] = {}): Limits {
  const byDefault = boundsOf(written.default)
  return {
    default: byDefault,
    // Kubernetes would keep the whole default for a container that asks for nothing.
    request: written.request ? boundsOf(written.request) : byDefault,
    max: boundsOf(written.max),
    min: boundsOf(written.min)
  }
}

function boundsOf(written: { cpu?: string | number; memory?: string | number } = {}): Bounds {
  return { cpu: canonicalOf(written.cpu), memory: canonicalOf(written.memory) }
}

/** The empty string where nothing is written. */
export function canonicalOf(amount: string | number | undefined): string {
  if (amount === undefined) return ''
  const quantity = parseQuantity(amount)
  if (!quantity) throw new Error(`bug: ${amount} was let through as a quantity`)
  return canonical(quantity)
}

/** What a container gets that asks for nothing: the most it may use, and what is kept for it. */
interface Container {
  readonly default: Bounds
  readonly request: Bounds
}

interface Asked {
  readonly limits: Limits
  readonly quota: readonly Amount[]
}

/** For tenants that have a quota and say nothing: small enough for any preset. */
const fallback: Bounds = { cpu: '500m', memory: '1Gi' }

/**
 * Where cores or memory have a quota there is always a default: Kubernetes refuses containers there
 * that ask for nothing, and some of those of pipelines do.
 */
export function containerOf({ limits, quota }: Asked): Container {
  const counted = (name: string) =>
    quota.some(({ resource }) => resource.replace(/^(requests|limits)\./, '') === name)
  const byDefault = filled(limits.default, {
    cpu: counted('cpu') ? fallback.cpu : '',
    memory: counted('memory') ? fallback.memory : ''
  })
  return { default: byDefault, request: filled(limits.request, byDefault) }
}

function filled(bounds: Bounds, otherwise: Bounds): Bounds {
  return { cpu: bounds.cpu || otherwise.cpu, memory: bounds.memory || otherwise.memory }
}
