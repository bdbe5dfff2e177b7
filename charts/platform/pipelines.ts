import type { Cluster } from '../../src/cluster/cluster.ts'
import { type Component, plain } from './component.ts'
import { access } from './pipelines/access.ts'
import { database } from './pipelines/database.ts'
import { edits, header } from './pipelines/header.ts'
import { store } from './pipelines/store.ts'

/** Pipelines, on RDS and S3 or on the database and store that Kubeflow includes. */
export const pipelines: Component = {
  name: 'pipelines',
  after: ['roles', 'secrets'],
  upstream: true,
  values: cluster => {
    const values = { ...plain, edits: edits(cluster), patches: header(cluster) }
    const { env, bucket } = cluster.pipelines
    if (env === 'default' || bucket === null) {
      return { ...values, overlays: ['aggregated', 'pipelines/viewers', 'pipelines/env/default'] }
    }
    const { objects, patches, files } = access(cluster, bucket)
    return {
      ...values,
      overlays: ['aggregated', 'pipelines/viewers', ...overlays(cluster)],
      patches: [...values.patches, ...database(cluster), ...store(cluster, bucket), ...patches],
      objects,
      files
    }
  }
}

/** The UI needs the S3 key only if it serves artifacts for the tenants. */
function overlays({ pipelines: { credentials, artifactProxy } }: Cluster): string[] {
  if (credentials === 'keyless') return ['pipelines/env/aws']
  return ['pipelines/env/aws-static', ...(artifactProxy ? ['pipelines/artifacts'] : [])]
}
