import type { Tenant } from './model.ts'
import type { Bounds } from './quota.ts'

/** What a container gets that asks for nothing: the most it may use, and what is kept for it. */
export interface Container {
  readonly default: Bounds
  readonly request: Bounds
}

/** For tenants that have a quota and say nothing: small enough for any preset. */
const fallback: Bounds = { cpu: '500m', memory: '1Gi' }

/**
 * Where cores or memory have a quota there is always a default: Kubernetes refuses containers there
 * that ask for nothing, and some of those of pipelines do.
 */
export function containerOf({ limits, quota }: Pick<Tenant, 'limits' | 'quota'>): Container {
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
