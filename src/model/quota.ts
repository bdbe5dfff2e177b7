import type { TenantFile } from '../documents/tenant.ts'
import { type Bounds, canonical, parseQuantity } from '../kubernetes/quantity.ts'

/** One line of a quota, with the names that Kubernetes and the author use for the resource. */
export interface Amount {
  readonly resource: string
  readonly field: string
  readonly amount: string
  /** The rule of policy.yaml that sets it, because the file says nothing; `null` if the file does. */
  readonly rule: number | null
}

/** Limits for CPU and memory; `null` where nothing is set. */
export type Said = Readonly<Record<keyof Bounds, string | null>>

export interface Limits {
  readonly default: Said
  readonly request: Said
  readonly max: Said
  readonly min: Said
}

type Written = Readonly<Record<string, string | number>>

/** The Kubernetes name of a line in a quota. */
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
    case 'workspaces':
      return 'count/workspaces.kubeflow.org'
    case 'claims':
      return 'persistentvolumeclaims'
    default:
      return field
  }
}

/** The lines of a quota, sorted by their Kubernetes names. */
export function amounts(quota: Written, gpu: string): Amount[] {
  const lines = Object.entries(quota)
    .filter(([field]) => field !== 'preset' && field !== 'limits')
    .map(([field, amount]) => ({
      resource: resourceOf(field, gpu),
      field,
      amount: canonicalOf(amount),
      rule: null
    }))
  return lines.sort((a, b) => (a.resource < b.resource ? -1 : a.resource > b.resource ? 1 : 0))
}

export function limitsOf(written: TenantFile['limits'] = {}): Limits {
  const byDefault = boundsOf(written.default)
  return {
    default: byDefault,
    // Otherwise Kubernetes would use the limit as the request too.
    request: written.request ? boundsOf(written.request) : byDefault,
    max: boundsOf(written.max),
    min: boundsOf(written.min)
  }
}

function boundsOf({ cpu, memory }: { cpu?: string | number; memory?: string | number } = {}): Said {
  return {
    cpu: cpu === undefined ? null : canonicalOf(cpu),
    memory: memory === undefined ? null : canonicalOf(memory)
  }
}

export function canonicalOf(amount: string | number): string {
  const quantity = parseQuantity(amount)
  if (!quantity) throw new Error(`bug: ${amount} was let through as a quantity`)
  return canonical(quantity)
}

/** The defaults for containers that set no requests and limits. */
interface Container {
  readonly default: Said
  readonly request: Said
}

interface Asked {
  readonly limits: Limits
  readonly quota: readonly Amount[]
}

/** For tenants with a quota but no limits; small enough for any preset. */
const fallback: Bounds = { cpu: '500m', memory: '1Gi' }

/**
 * With a quota on CPU or memory, Kubernetes rejects containers without requests, which some pipeline
 * containers are, so there must be defaults.
 */
export function containerOf({ limits, quota }: Asked): Container {
  const counted = (name: string) =>
    quota.some(({ resource }) => resource.replace(/^(requests|limits)\./, '') === name)
  const byDefault = either(limits.default, {
    cpu: counted('cpu') ? fallback.cpu : null,
    memory: counted('memory') ? fallback.memory : null
  })
  return { default: byDefault, request: either(limits.request, byDefault) }
}

function either(said: Said, otherwise: Said): Said {
  return { cpu: said.cpu ?? otherwise.cpu, memory: said.memory ?? otherwise.memory }
}
