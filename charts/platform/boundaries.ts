import type { Partition } from '../../src/aws/arn.ts'
import { listed, type PolicyDocument, policy, type Statement } from '../../src/aws/iam.ts'
import { allow, bucketArn, secretsReading } from '../../src/aws/permissions.ts'
import { self } from '../../src/aws/session-tags.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import type { PolicyFile } from '../../src/documents/policy.ts'
import { headerOf } from '../objects/generated.ts'
import type { IamNote } from '../objects/iam-note.ts'
import type { Platform } from './component.ts'
import { controllersPolicy } from './controllers-policy.ts'

/**
 * Documents for the two boundaries and for the role of the ACK controllers, for whoever makes policies of
 * them. Tenantry itself makes none, or it could change what holds it.
 */
export function boundariesFile(
  { policy }: Platform,
  cluster: Cluster,
  notes: readonly IamNote[]
): Source[] {
  const documents = {
    tenants: tenantsBoundary(cluster, policy.value),
    platform: platformBoundary(notes),
    ...(cluster.aws.iam === 'ack' && { controllers: controllersPolicy(cluster) })
  }
  const found = Object.entries(documents).filter(([, { Statement }]) => Statement.length > 0)
  if (found.length === 0) return []
  const text = JSON.stringify(
    { '//': headerOf('platform/'), ...Object.fromEntries(found) },
    null,
    2
  )
  return [{ path: `generated/${cluster.name}/platform/boundaries.json`, text: `${text}\n` }]
}

/** All that roles of the platform may do. */
function platformBoundary(notes: readonly IamNote[]): PolicyDocument {
  const all = notes
    .flatMap(({ roles, users }) => [...roles, ...users])
    .flatMap(({ permissions }) => permissions?.Statement ?? [])
  const apart = new Map(all.map(statement => [JSON.stringify(statement), statement]))
  return policy([...apart.values()])
}

/** The most that policy.yaml can grant to a tenant, and of what all tenants have, its own part. */
function tenantsBoundary(cluster: Cluster, rules: PolicyFile): PolicyDocument {
  const { aws, file } = cluster
  return policy([
    ...places(cluster, rules),
    ...vault(cluster, rules),
    ...(aws.key === null ? [] : [decryption(aws.key)]),
    ...(Object.keys(file.aws.policies ?? {}).length > 0 ? [elsewhere] : [])
  ])
}

function places({ aws: { partition }, pipelines }: Cluster, rules: PolicyFile): Statement[] {
  const own = pipelines.buckets.map(bucket => `${bucket}/${pipelines.prefix}/{tenant}`)
  const granted = rules
    .flatMap(({ buckets = [] }) => buckets)
    .map(pattern => pattern.replace('s3://', '').replace(/\/\**$/, ''))
  const all = [...own, ...granted]
  if (all.length === 0) return []
  const buckets = all.map(place => place.split('/', 1).join())
  const objects = all.map(place => `${place}/*`)
  const actions = ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject']
  return [
    allow(['s3:ListBucket'], arns(partition, buckets)),
    allow(actions, arns(partition, objects))
  ]
}

function arns(partition: Partition, names: readonly string[]): string[] {
  return listed(names.map(name => bucketArn(partition, named(name))))
}

function vault({ aws, secrets }: Cluster, rules: PolicyFile): Statement[] {
  if (!secrets) return []
  const { service, base } = secrets
  const granted = rules.flatMap(rule => rule.secrets ?? []).map(named)
  const paths = [`${self}/*`, ...granted].map(path => `${base}/${path}`)
  return [secretsReading({ ...aws, service }, paths)]
}

/** The variable of IAM for the one of policy.yaml. */
function named(pattern: string): string {
  return pattern.replaceAll('{tenant}', self)
}

function decryption(key: string): Statement {
  return {
    ...allow(['kms:Decrypt', 'kms:GenerateDataKey'], [key]),
    Condition: { StringLike: { 'kms:ViaService': ['s3.*', 'secretsmanager.*', 'ssm.*'] } }
  }
}

/**
 * What policies of one's own allow is not known here. They reach no data that tenants share, no identity,
 * and not the cluster.
 */
const elsewhere: Statement = {
  Effect: 'Allow',
  NotAction: [
    'account:*',
    'eks:*',
    'eks-auth:*',
    'elasticfilesystem:*',
    'iam:*',
    'kms:*',
    'organizations:*',
    's3:*',
    'secretsmanager:*',
    'ssm:*',
    'sso:*',
    'sts:*'
  ],
  Resource: ['*']
}
