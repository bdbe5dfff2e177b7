import { formatArn, type Partition } from './arn.ts'
import { listed, type PolicyDocument, policy, type Statement } from './iam.ts'
import type { Place } from './s3.ts'

/** Where a tenant's workloads may read and write; write access includes read access. */
interface Reach {
  readonly partition: Partition
  readonly read: readonly Place[]
  /** Includes the tenant's own folder in the pipelines' bucket. */
  readonly write: readonly Place[]
  /** ARNs of the KMS keys of the buckets; empty for S3's own encryption. */
  readonly keys: readonly string[]
}

/** What a tenant's workloads may do in AWS; nothing if they need no permissions. */
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

/** What nobody can use: IAM takes no policy without a statement. */
export function noPermissions(): PolicyDocument {
  return policy([{ Effect: 'Deny', Action: '*', Resource: ['*'] }])
}

/** What a tenant may read in the secret store. Paths neither start nor end with a slash. */
interface Vault {
  readonly partition: Partition
  readonly region: string
  readonly account: string
  readonly service: 'SecretsManager' | 'ParameterStore'
  /** Everything below this path belongs to the tenant, such as `kubeflow/production/fraud`. */
  readonly path: string
  /** Single secrets outside of that path. */
  readonly others: readonly string[]
  /** ARNs of the KMS keys of the secrets; empty if AWS's own key encrypts them. */
  readonly keys: readonly string[]
}

/** Lets the account that reads a tenant's secrets get their values by name, and nothing else. */
export function secretsPermissions(vault: Vault): PolicyDocument {
  const { service, path, others, keys } = vault
  const store = service === 'SecretsManager' ? 'secretsmanager' : 'ssm'
  return policy([
    secretsReading(vault, [`${path}/*`, ...others]),
    ...(keys.length > 0 ? [decryption(keys, false, store)] : [])
  ])
}

/** Where secrets are kept. */
type Store = Pick<Vault, 'partition' | 'region' | 'account' | 'service'>

/** Lets somebody read secrets by name. A path with a star at its end stands for all that begin so. */
export function secretsReading(
  { partition, region, account, service }: Store,
  paths: readonly string[]
): Statement {
  const manager = service === 'SecretsManager'
  const arns = paths.map(path => {
    // Secrets Manager appends a hyphen and six random characters to each ARN.
    const name = manager && !path.endsWith('*') ? `${path}-??????` : path
    const resource = manager ? `secret:${name}` : `parameter/${name}`
    const store = manager ? 'secretsmanager' : 'ssm'
    return formatArn({ partition, region, account, service: store, resource })
  })
  const actions = manager
    ? ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue']
    : ['ssm:GetParameter', 'ssm:GetParameters']
  return allow(actions, listed(arns))
}

/**
 * Needs a statement per bucket, because its condition on prefixes applies to all resources of a
 * statement.
 */
function listing(partition: Partition, places: readonly Place[]): Statement[] {
  return listed(places.map(place => place.bucket)).map(bucket => {
    const prefixes = places.filter(place => place.bucket === bucket).map(place => place.prefix)
    const statement = allow(['s3:ListBucket'], [bucketArn(partition, bucket)])
    if (prefixes.includes('')) return statement
    // The trailing slash keeps `fraud` from listing `fraud-secrets`.
    const below = listed(prefixes.map(prefix => `${prefix}/*`))
    return { ...statement, Condition: { StringLike: { 's3:prefix': below } } }
  })
}

export function decryption(keys: readonly string[], writes: boolean, service = 's3'): Statement {
  const actions = writes ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt']
  // The key may protect other data too, so it may only be used through this service.
  return {
    ...allow(actions, listed(keys)),
    Condition: { StringLike: { 'kms:ViaService': `${service}.*` } }
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
