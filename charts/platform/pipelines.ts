import type { Cluster } from '../../src/cluster/cluster.ts'
import { type Component, plain } from './component.ts'
import { access } from './pipelines/access.ts'
import { database } from './pipelines/database.ts'
import { edits, header } from './pipelines/header.ts'
import { store } from './pipelines/store.ts'

/** Pipelines: on RDS and S3, or on what Kubeflow brings along. */
export const pipelines: Component = {
  name: 'pipelines',
  after: ['roles', 'secrets'],
  upstream: true,
  values: cluster => {
    const values = { ...plain, edits: edits(cluster), patches: header(cluster) }
    const { env, bucket } = cluster.pipelines
    if (env === 'default' || bucket === null) {
      return { ...values, overlays: ['aggregated', 'pipelines/env/default'] }
    }
    const { objects, patches, files } = access(cluster, bucket)
    return {
      ...values,
      overlays: ['aggregated', ...overlays(cluster)],
      patches: [...values.patches, ...database(cluster), ...store(cluster, bucket), ...patches],
      objects,
      files
    }
  }
}

/** With keys, the UI keeps them only if tenants do not serve their artifacts themselves. */
function overlays({ pipelines: { credentials, artifactProxy } }: Cluster): string[] {
  if (credentials === 'keyless') return ['pipelines/env/aws']
  return ['pipelines/env/aws-static', ...(artifactProxy ? ['pipelines/artifacts'] : [])]
}
