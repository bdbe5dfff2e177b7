import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { platformSteps, shardSteps, tenantSteps } from '../../charts/gitops/steps.ts'
import { partNames } from '../../charts/platform/compile-platform.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Model } from '../../src/model/model.ts'

/** A folder that Flux or Argo CD has kustomize build. */
export interface Root {
  readonly cluster: Cluster
  /** Relative to the root of the repository. */
  readonly path: string
}

export const file = 'kustomization.yaml'

/** Every root, whether or not it exists yet. The platform has roots only where there are overlays. */
export function rootsOf(place: string, model: Model): Root[] {
  const hasOverlays = existsSync(join(place, 'kustomize'))
  return model.clusters.flatMap(cluster => {
    const there = partNames(model, cluster)
    const steps = [
      ...(hasOverlays ? platformSteps(cluster, there) : []),
      ...shardSteps(cluster, there),
      ...(cluster.gitops.perTenant ? tenants(model, cluster) : [])
    ]
    const own = entries(cluster).filter(path => existsSync(join(place, path, file)))
    return [...steps.map(({ path }) => path), ...own].map(path => ({ cluster, path }))
  })
}

function tenants(model: Model, cluster: Cluster) {
  const here = model.tenants.filter(tenant => tenant.cluster === cluster)
  return here.flatMap(({ name }) => tenantSteps(cluster.name, name, new Set()))
}

/** The roots that configure the engines themselves. */
function entries({ name }: Cluster): string[] {
  return [`generated/${name}/flux`, `generated/${name}/argocd`, `kustomize/clusters/${name}`]
}
