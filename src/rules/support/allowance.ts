import { amounts, limitsOf } from '../../model/amounts.ts'
import type { Model, Tenant } from '../../model/model.ts'
import { placeIn } from '../../yaml/place.ts'

/** How much there is of each resource, and how much of it one container gets. */
export type Allowance = Pick<Tenant, 'quota' | 'limits' | 'volumes' | 'cluster' | 'at'>

/** Those of all tenants, and those of presets on each cluster, also of presets that nobody uses. */
export function allowances({ common, clusters, tenants }: Model): Allowance[] {
  const presets = Object.entries(common.value.presets ?? {}).flatMap(([name, preset]) =>
    clusters.map(cluster => ({
      quota: amounts(preset, cluster.gpu),
      limits: limitsOf(preset.limits),
      volumes: [],
      cluster,
      // A preset is a quota, and its limits stand in it.
      at: (...path: readonly (string | number)[]) =>
        placeIn(common, ['presets', name, ...path.filter(step => step !== 'quota')])
    }))
  )
  return [...presets, ...tenants]
}
