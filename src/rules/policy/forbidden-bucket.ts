import { covers, formatS3Url, type Place } from '../../aws/s3.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { Tenant } from '../../model/tenant.ts'
import type { Mention } from '../../yaml/node.ts'
import { reached, type Target } from '../support/reached-places.ts'
import { asking } from '../support/refuse.ts'

/**
 * Every place in S3 that a tenant reads, writes or uses for pipelines must be granted, except for its
 * folder in the shared bucket.
 */
export const forbiddenBucket = reached({
  code: 'forbidden-bucket',
  field: 'buckets',
  instead: 'remove it',
  asked,
  platform: ({ clusters }) => clusters.flatMap(buckets)
})

function buckets({ file, at }: Cluster): Mention[] {
  return Object.entries(file.pipelines?.buckets ?? {}).map(([name, bucket]) => ({
    name: `s3://${bucket}`,
    at: at('pipelines', 'buckets', name)
  }))
}

function asked(tenant: Tenant): Target[] {
  const { aws, pipelines } = tenant
  const { bucket, bucketName, prefix } = pipelines
  const artifacts: readonly Place[] =
    bucket === 'default' || bucketName === null ? [] : [{ bucket: bucketName, prefix }]
  return [
    ...aws.read.map((place, index) => target(tenant, place, ['aws', 'read', index])),
    ...aws.write.map((place, index) => target(tenant, place, ['aws', 'write', index])),
    ...artifacts.map(place => target(tenant, place, ['pipelines', 'bucket']))
  ]
}

function target(tenant: Tenant, place: Place, path: (string | number)[]): Target {
  const { name, cluster } = tenant
  return {
    tenant: name,
    text: formatS3Url(place),
    fits: pattern => covers(pattern, place),
    isOwn: covers(`s3://*/${cluster.pipelines.prefix}/${name}`, place),
    ...asking(tenant, ...path)
  }
}
