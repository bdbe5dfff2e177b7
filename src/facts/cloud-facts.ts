import { formatS3Url, type Place } from '../aws/s3.ts'
import { type Fact, fact } from './fact.ts'
import { byDefault, inCluster, originOf, type Written } from './value-origin.ts'

/** Who its programs are in AWS, and what that lets them do. */
export function awsFacts(written: Written): Fact[] {
  const { aws, cluster } = written.tenant
  const made = [
    ...(aws.workloads && !aws.isShared ? [aws.workloads.name] : []),
    ...(aws.secrets ? [`${aws.secrets.name}, for secrets`] : []),
    ...(aws.user ? [`${aws.user.name}, a user for pipelines`] : [])
  ]
  return [
    fact('aws.identity', cluster.aws.identity, inCluster(written, 'aws', 'identity')),
    ...(aws.role ? [fact('aws.role', aws.role.name, originOf(written, 'aws', 'role'))] : []),
    ...(aws.workloads && aws.isShared
      ? [fact('aws.role', aws.workloads.name, inCluster(written, 'aws', 'tenantRoles'))]
      : []),
    ...made.map(name => fact('aws.role', name, inCluster(written, 'aws', 'rolePrefix'))),
    ...aws.accounts.map(account =>
      fact('aws.serviceAccounts', account, accountOrigin(written, account))
    ),
    ...places(written, 'read', aws.read),
    ...places(written, 'write', aws.write),
    ...aws.policies.map(({ name }, index) =>
      fact('aws.policies', name, originOf(written, 'aws', 'policies', index))
    )
  ]
}

function accountOrigin(written: Written, account: string) {
  const index = written.tenant.written.aws?.serviceAccounts?.indexOf(account) ?? -1
  return index < 0 ? byDefault : originOf(written, 'aws', 'serviceAccounts', index)
}

function places(written: Written, field: 'read' | 'write', all: readonly Place[]): Fact[] {
  return all.map((place, index) =>
    fact(`aws.${field}`, formatS3Url(place), originOf(written, 'aws', field, index))
  )
}

/** Whether it has pipelines, and where they keep what they make. */
export function pipelineFacts(written: Written): Fact[] {
  const { pipelines, cluster } = written.tenant
  const { enabled, env, bucket, bucketName, prefix } = pipelines
  const isOff = cluster.components.pipelines === 'off'
  const origin = isOff
    ? inCluster(written, 'components', 'pipelines')
    : originOf(written, 'pipelines', 'enabled')
  const whether = fact('pipelines.enabled', String(enabled), origin)
  if (!enabled || env !== 'aws' || bucketName === null) return [whether]
  const place = formatS3Url({ bucket: bucketName, prefix })
  return [
    whether,
    fact('pipelines.bucket', place, inCluster(written, 'pipelines', 'buckets', bucket))
  ]
}
