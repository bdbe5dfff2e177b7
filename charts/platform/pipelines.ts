import type { Cluster } from '../../src/cluster/cluster.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import { type Component, plain } from './component.ts'
import { access } from './pipelines/access.ts'
import { database } from './pipelines/database.ts'
import { edits, header } from './pipelines/header.ts'
import { metadata } from './pipelines/records.ts'
import { store } from './pipelines/store.ts'

/** Pipelines, on RDS and S3 or on the database and store that Kubeflow includes. */
export const pipelines: Component = {
  name: 'pipelines',
  after: ['roles', 'secrets'],
  upstream: true,
  values: cluster => {
    const patches = [...header(cluster), ...metadata(cluster)]
    const values = { ...plain, edits: edits(cluster), patches }
    const { env, bucket } = cluster.pipelines
    const less = cluster.pipelines.metadata === 'off' ? ['pipelines/no-metadata'] : []
    const always = ['aggregated', 'pipelines/viewers', ...less]
    if (env === 'default' || bucket === null) {
      return { ...values, overlays: [...always, 'pipelines/env/default'] }
    }
    const grants = access(cluster, bucket)
    return {
      ...values,
      ...grants,
      overlays: [...always, ...overlays(cluster)],
      patches: [...patches, ...database(cluster), ...store(cluster, bucket), ...grants.patches]
    }
  }
}

/** The UI needs the S3 key only if it serves artifacts for the tenants. */
function overlays({ release, pipelines: { credentials, artifactProxy } }: Cluster): string[] {
  if (credentials === 'keyless') return ['pipelines/env/aws']
  const { besideStore } = releaseOf(release).pipelines
  const artifacts = artifactProxy ? ['pipelines/artifacts'] : []
  return ['pipelines/env/aws-static', ...besideStore, ...artifacts]
}
