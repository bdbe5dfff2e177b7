import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parts } from '../../charts/platform.ts'
import { rootPath } from '../../charts/root.ts'
import { phases } from '../../charts/shards.ts'
import type { Cluster, Model } from '../../src/model.ts'

/** A folder that Flux or Argo CD has kustomize build. */
export interface Root {
  readonly cluster: Cluster
  /** From the root of the repository. */
  readonly path: string
}

/** All of them, whether or not they are there; the platform's only where there are overlays. */
export function rootsOf(place: string, model: Model): Root[] {
  const hasOverlays = existsSync(join(place, 'kustomize'))
  return model.clusters.flatMap(cluster => {
    const paths = [...shards(cluster), ...(hasOverlays ? platform(model, cluster) : [])]
    const own = entries(cluster).filter(path => existsSync(join(place, path, file)))
    return [...paths, ...own].map(path => ({ cluster, path }))
  })
}

export const file = 'kustomization.yaml'

function shards({ name, gitops }: Cluster): string[] {
  return Array.from({ length: gitops.shards }, (_, shard) =>
    phases.map(phase => `generated/${name}/shards/${shard}/${phase}`)
  ).flat()
}

function platform(model: Model, cluster: Cluster): string[] {
  return parts(model, cluster).map(({ component }) =>
    rootPath(cluster.name, component.name).slice(0, -`/${file}`.length)
  )
}

/** What the engines themselves are told, and where they begin. */
function entries({ name }: Cluster): string[] {
  return [`generated/${name}/flux`, `generated/${name}/argocd`, `kustomize/clusters/${name}`]
}
