import type { IToleration } from 'kubernetes-models/v1/Toleration'
import type { Pool, Toleration } from '../../src/cluster/pools.ts'

/** GPU nodes often have a taint named after the resource, in addition to a taint of their own. */
export function tolerationsOf({ taint, gpu }: Pool, resource: string): IToleration[] {
  if (!taint) return []
  const own = tolerationOf(taint)
  if (!gpu || taint.key === resource) return [own]
  return [own, { key: resource, operator: 'Exists', effect: 'NoSchedule' }]
}

export function tolerationOf({ key, operator, value, effect }: Toleration): IToleration {
  return {
    key,
    operator,
    ...(value !== null && { value }),
    ...(effect !== null && { effect: effect as NonNullable<IToleration['effect']> })
  }
}
