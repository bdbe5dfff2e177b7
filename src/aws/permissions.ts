import { formatArn, type Partition } from './arn.ts'
import { listed, type PolicyDocument, policy, type Statement } from './iam.ts'
import type { Place } from './s3.ts'

/** Where a tenant's workloads may read and write; whoever may write may also read. */
interface Reach {
  readonly partition: Partition
  readonly read: readonly Place[]
  /** With the tenant's own folder of the pipelines' bucket. */
  readonly write: readonly Place[]
  /** ARNs of the keys that the buckets are encrypted with, if not with S3's own. */
  readonly keys: readonly string[]
}

/** What a tenant's workloads may do in AWS, or nothing at all. */
export function workloadPermissions({
  partition,
  read,
  write,
  keys
}: Reach): PolicyDocument | undefined {
  const places = [...read, ...write]
  if (places.length === 0) return undefined
  const objects = (some: readonly Place[]) =>
    listed(some.map(place => objectsArn(partition, place)))
  const changes = ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:PutObject']
  return policy([
    ...listing(partition, places),
    allow(['s3:GetObject'], objects(places)),
    ...(write.length > 0 ? [allow(changes, objects(write))] : []),
    ...(keys.length > 0 ? [decryption(keys, write.length > 0)] : [])
  ])
}

/** What a tenant may read in AWS's secret store. Paths have no slash at their ends. */
interface Vault {
  readonly partition: Partition
  readonly region: string
  readonly account: string
  readonly service: 'SecretsManager' | 'ParameterStore'
  /** All below it belongs to the tenant, such as `kubeflow/production/fraud`. */
  readonly path: string
  /** Single secrets elsewhere. */
  readonly others: readonly string[]
}

/** What the account that reads a tenant's secrets may do: read them, by name. */
export function secretsPermissions(vault: Vault): PolicyDocument {
  const { partition, region, account, service, path, others } = vault
  const manager = service === 'SecretsManager'
  // Secrets Manager ends each ARN in a hyphen and six letters of its own.
  const names = [`${path}/*`, ...others.map(other => (manager ? `${other}-??????` : other))]
  const arns = names.map(name => {
    const resource = manager ? `secret:${name}` : `parameter/${name}`
    const store = manager ? 'secretsmanager' : 'ssm'
    return formatArn({ partition, region, account, service: store, resource })
  })
  const actions = manager
    ? ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue']
    : ['ssm:GetParameter', 'ssm:GetParameters']
  return policy([allow(actions, listed(arns))])
}

/** One statement for each bucket, since the condition on prefixes holds for all its resources. */
function listing(partition: Partition, places: readonly Place[]): Statement[] {
  return listed(places.map(place => place.bucket)).map(bucket => {
    const prefixes = places.filter(place => place.bucket === bucket).map(place => place.prefix)
    const statement = allow(['s3:ListBucket'], [bucketArn(partition, bucket)])
    if (prefixes.includes('')) return statement
    // Without the slash, `fraud` would also list what is in `fraud-secrets`.
    const below = listed(prefixes.map(prefix => `${prefix}/*`))
    return { ...statement, Condition: { StringLike: { 's3:prefix': below } } }
  })
}

export function decryption(keys: readonly string[], writes: boolean): Statement {
  const actions = writes ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt']
  // The key may protect other things too; only S3 may use it for a tenant.
  return {
    ...allow(actions, listed(keys)),
    Condition: { StringLike: { 'kms:ViaService': 's3.*' } }
  }
}

export function objectsArn(partition: Partition, { bucket, prefix }: Place): string {
  return bucketArn(partition, prefix === '' ? `${bucket}/*` : `${bucket}/${prefix}/*`)
}

export function bucketArn(partition: Partition, resource: string): string {
  return formatArn({ partition, service: 's3', region: '', account: '', resource })
}

export function allow(actions: readonly string[], resources: readonly string[]): Statement {
  return { Effect: 'Allow', Action: actions, Resource: resources }
}
