import type { Bounds, Tenant } from '../src/model.ts'
import { add, type Concern } from './concern.ts'

/**
 * What a container gets that asks for nothing. Where cores or memory have a quota there is always
 * one: the API server refuses pods that ask for nothing there, sidecars and pipelines among them.
 */
export const limits: Concern = (chart, tenant) => {
  const spec = boundsOf(tenant)
  if (Object.keys(spec).length === 0) return
  add(chart, {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'tenantry', namespace: tenant.name },
    spec: { limits: [{ type: 'Container', ...spec }] }
  })
}

/** For tenants that have a quota and say nothing: small enough for any preset. */
const fallback: Bounds = { cpu: '500m', memory: '1Gi' }

function boundsOf({ limits, quota }: Tenant): Record<string, Record<string, string>> {
  const counted = (resource: string) => quota.some(line => countsAs(line.resource, resource))
  const needed = {
    cpu: counted('cpu') ? fallback.cpu : '',
    memory: counted('memory') ? fallback.memory : ''
  }
  const byDefault = filled(limits.default, needed)
  const parts = {
    default: byDefault,
    defaultRequest: filled(limits.request, byDefault),
    max: limits.max,
    min: limits.min
  }
  return Object.fromEntries(
    Object.entries(parts)
      .map(([name, bounds]) => [name, written(bounds)] as const)
      .filter(([, bounds]) => Object.keys(bounds).length > 0)
  )
}

function countsAs(line: string, resource: string): boolean {
  return line === resource || line === `requests.${resource}` || line === `limits.${resource}`
}

function filled(bounds: Bounds, otherwise: Bounds): Bounds {
  return { cpu: bounds.cpu || otherwise.cpu, memory: bounds.memory || otherwise.memory }
}

function written(bounds: Bounds): Record<string, string> {
  return Object.fromEntries(Object.entries(bounds).filter(([, amount]) => amount !== ''))
}
