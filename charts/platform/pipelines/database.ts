import type { Cluster } from '../../../src/cluster/cluster.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import type { Manifest } from '../../objects/manifest.ts'
import { texts } from '../kubeflow-namespace.ts'

/** Each part of pipelines reads the database's address under its own keys. */
export function database({ release, pipelines }: Cluster): Manifest[] {
  const { database } = pipelines
  if (!database) return []
  const { settings, database: keys } = releaseOf(release).pipelines
  const { host, port, names } = database
  const data = [
    ...keys.host.map(key => [key, host]),
    ...keys.port.map(key => [key, port]),
    ...keys.pipelines.map(key => [key, names.pipelines]),
    ...keys.metadata.map(key => [key, names.metadata]),
    ...keys.cache.map(key => [key, names.cache])
  ]
  return [texts(settings, Object.fromEntries(data))]
}
