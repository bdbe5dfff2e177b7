import { mapped } from '../mapped.ts'
import type { Mention, Tenant } from '../model.ts'

/** The bucket of a tenant's pipelines, `default` unless it names one, is in its cluster's file. */
export const unknownBucket = mapped({
  code: 'unknown-bucket',
  noun: 'bucket',
  field: 'pipelines.buckets',
  known: ({ pipelines }) => pipelines?.buckets,
  asked
})

function asked({ written, at, cluster, pipelines }: Tenant): Mention[] {
  const name = written.pipelines?.bucket
  if (name !== undefined) return [{ name, at: at('pipelines', 'bucket') }]
  // Without S3, Kubeflow brings its own storage along.
  if (cluster.pipelines.env === 'default' || !pipelines.enabled) return []
  return [{ name: 'default', at: cluster.at('pipelines', 'buckets') }]
}
