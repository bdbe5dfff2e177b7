import type { TenantFile } from '../documents/tenant.ts'
import { canonical, parseQuantity } from '../kubernetes/quantity.ts'
import type { Amount, Bounds, Limits } from './quota.ts'

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
