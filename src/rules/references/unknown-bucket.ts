import { mapped } from '../support/mapped-names.ts'

/** The bucket that a tenant names for its pipelines must be in the cluster's file. */
export const unknownBucket = mapped({
  code: 'unknown-bucket',
  noun: 'bucket',
  field: 'pipelines.buckets',
  known: ({ pipelines }) => pipelines?.buckets,
  asked: ({ written, at, cluster }) => {
    const name = written.pipelines?.bucket
    // Without pipelines, another rule speaks of the whole field.
    const isOff = cluster.components.pipelines === 'off'
    return name === undefined || isOff ? [] : [{ name, at: at('pipelines', 'bucket') }]
  }
})
