import type { Cluster } from '../src/model.ts'
import type { Source } from '../src/source.ts'
import type { Part } from './platform.ts'

/** What a component's root must include: its base, and then, in this order, its components. */
export interface Wanted {
  readonly resources: readonly string[]
  readonly components: readonly string[]
}

export function rootPath(cluster: string, component: string): string {
  return `kustomize/clusters/${cluster}/${component}/kustomization.yaml`
}

export function wanted({ name, release }: Cluster, { component, values, files }: Part): Wanted {
  const up = '../../..'
  const compiled = files.some(({ path }) => path.endsWith('/kustomization.yaml'))
  return {
    resources: component.upstream ? [`${up}/upstream/${release}/${component.name}`] : [],
    components: [
      ...values.overlays.map(overlay => `${up}/${overlay}`),
      ...(compiled ? [`${up}/../generated/${name}/platform/${component.name}`] : [])
    ]
  }
}

/** A root to begin with; from then on it is the platform team's, who put their own patches there. */
export function rootFile(cluster: Cluster, part: Part): Source {
  const { resources, components } = wanted(cluster, part)
  const list = (name: string, paths: readonly string[]) =>
    paths.length === 0 ? [] : [`${name}:`, ...paths.map(path => `  - ${path}`)]
  const lines = [
    'apiVersion: kustomize.config.k8s.io/v1beta1',
    'kind: Kustomization',
    ...list('resources', resources),
    ...list('components', components)
  ]
  return { path: rootPath(cluster.name, part.component.name), text: `${lines.join('\n')}\n` }
}
