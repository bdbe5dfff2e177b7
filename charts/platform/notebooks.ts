import type { Cluster } from '../../src/cluster/cluster.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import { dump } from '../../src/yaml/dump.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'
import { texts } from './kubeflow-namespace.ts'
import { spawner } from './spawner.ts'

/** What people may choose for notebooks: images, sizes, disks and nodes, and when idle ones stop. */
export const notebooks: Component = {
  name: 'notebooks',
  after: ['roles'],
  upstream: true,
  values: cluster => ({
    ...plain,
    overlays: ['aggregated'],
    patches: [page(cluster), ...culling(cluster), ...header(cluster)]
  })
}

/** There is one configuration file for all tenants, so it is replaced as a whole. */
function page(cluster: Cluster): Manifest {
  const { spawner: config, file } = releaseOf(cluster.release).notebooks
  return texts(config, { [file]: `${dump([{ spawnerFormDefaults: spawner(cluster) }])}\n` })
}

function culling({ release, notebooks: { culling } }: Cluster): Manifest[] {
  const { controller, culling: keys } = releaseOf(release).notebooks
  if (!culling) return []
  return [
    texts(controller, {
      [keys.enabled]: 'true',
      [keys.idle]: String(culling.idle),
      [keys.check]: String(culling.check)
    })
  ]
}

function header({ release, header, prefix }: Cluster): Manifest[] {
  const { header: usual, notebooks } = releaseOf(release)
  if (header === usual && prefix === '') return []
  return notebooks.pages.map(page =>
    texts(page.config, { [page.header]: header, [page.prefix]: prefix })
  )
}
