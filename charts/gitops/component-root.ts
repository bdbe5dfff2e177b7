import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import type { Part } from '../platform/component.ts'

/** What a component's root must include: its base, then its components in this order. */
export interface Wanted {
  readonly resources: readonly string[]
  readonly components: readonly string[]
}

export function rootPath(cluster: string, component: string): string {
  return `kustomize/clusters/${cluster}/${component}/kustomization.yaml`
}

export function wanted(
  { name, release }: Cluster,
  { component, base, values, files }: Part
): Wanted {
  const up = '../../..'
  const compiled = files.some(({ path }) => path.endsWith('/kustomization.yaml'))
  return {
    resources: base ? [`${up}/upstream/${release}/${component.name}`] : [],
    components: [
      ...values.overlays.map(overlay => `${up}/${overlay}`),
      ...(compiled ? [`${up}/../generated/${name}/platform/${component.name}`] : [])
    ]
  }
}

/** Where Flux starts on a cluster: with its own objects and then the generated configuration. */
export function entryPath(cluster: string): string {
  return `kustomize/clusters/${cluster}/kustomization.yaml`
}

export function entryWanted(cluster: string): Wanted {
  return { resources: [`../../../generated/${cluster}/flux`], components: [] }
}

/**
 * The folder that `flux bootstrap` is pointed at. Bootstrap fills the two empty files and keeps the
 * kustomization, which also lets the folder build before that.
 */
export function entryFiles({ name }: Cluster): Source[] {
  const path = entryPath(name)
  const { resources, components } = entryWanted(name)
  const own = path.replace('kustomization.yaml', 'flux-system')
  const files = ['gotk-components.yaml', 'gotk-sync.yaml']
  return [
    { path, text: textOf({ resources: ['flux-system', ...resources], components }) },
    { path: `${own}/kustomization.yaml`, text: textOf({ resources: files, components: [] }) },
    ...files.map(file => ({ path: `${own}/${file}`, text: '' }))
  ]
}

/** The initial root. From then on it belongs to the platform team, who add their own patches. */
export function rootFile(cluster: Cluster, part: Part): Source {
  return { path: rootPath(cluster.name, part.component.name), text: textOf(wanted(cluster, part)) }
}

function textOf({ resources, components }: Wanted): string {
  const list = (name: string, paths: readonly string[]) =>
    paths.length === 0 ? [] : [`${name}:`, ...paths.map(path => `  - ${path}`)]
  const lines = [
    'apiVersion: kustomize.config.k8s.io/v1beta1',
    'kind: Kustomization',
    ...list('resources', resources),
    ...list('components', components)
  ]
  return `${lines.join('\n')}\n`
}
