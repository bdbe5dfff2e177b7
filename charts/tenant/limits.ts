import { containerOf, type Said } from '../../src/model/quota.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { protection } from './protection.ts'

/**
 * Default requests and limits for containers, and the range that they may ask for. A tenant without
 * limits has it too, because no engine may remove it.
 */
export const limits: Concern = (chart, tenant) => {
  const { name, limits, quota } = tenant
  const container = containerOf({ limits, quota })
  const parts = {
    default: written(container.default),
    defaultRequest: written(container.request),
    max: written(limits.max),
    min: written(limits.min)
  }
  const said = Object.entries(parts).filter(([, bounds]) => Object.keys(bounds).length > 0)
  add(chart, {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'tenantry', namespace: name, annotations: protection(tenant) },
    spec: { limits: [{ type: 'Container', ...Object.fromEntries(said) }] }
  })
}

function written(said: Said): Record<string, string | null> {
  return Object.fromEntries(Object.entries(said).filter(([, amount]) => amount !== null))
}
