import type { PolicyDocument } from '../aws/iam.ts'
import { noPermissions, secretsPermissions, workloadPermissions } from '../aws/permissions.ts'
import { type RoleName, roleArn, secretsRoleName, workloadsRoleName } from '../aws/role-names.ts'
import { type Place, parseS3Url } from '../aws/s3.ts'
import { irsaTrust, noTrust, podIdentityTrust } from '../aws/trust.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { pipelines as pipelinesSchema, type TenantFile } from '../documents/tenant.ts'
import { filled } from '../schema/filled.ts'
import { own } from '../values/lookup.ts'
import { editor } from './outline.ts'
import { sharedName } from './shared-role.ts'
import type { AwsRole, AwsUser, NamedArn, Secret, TenantAws, TenantPipelines } from './tenant.ts'

/** The account that reads the tenant's secrets, and may do nothing else. */
export const secretReader = 'tenantry-secrets'

/** What the AWS part of a tenant is derived from. */
interface Cloud {
  readonly name: string
  readonly file: TenantFile
  readonly cluster: Cluster
  readonly pipelines: TenantPipelines
  readonly secrets: readonly Secret[]
  readonly accounts: readonly string[]
}

export function tenantAws(cloud: Cloud): TenantAws {
  const { file, cluster, secrets, accounts } = cloud
  const { read = [], write = [], policies = [], role } = file.aws ?? {}
  const known = cluster.file.aws
  const asked = {
    read: read.map(placeOf),
    write: write.map(placeOf),
    policies: policies.flatMap(name => named(name, known.policies))
  }
  const user = keyUser(cloud)
  const [existing = null] = role === undefined ? [] : named(role, known.roles)
  const workloads = role === undefined ? workloadsRole(cloud, asked) : null
  const shared = workloads && needsNoMore(cloud, asked) ? sharedName(cluster) : null
  return {
    ...asked,
    accounts,
    role: existing,
    workloads: workloads && shared ? { ...workloads, ...shared } : workloads,
    isShared: shared !== null,
    secrets: secrets.length > 0 || user ? secretsRole(cloud) : null,
    user
  }
}

/** Ignores unknown names, which a rule reports. */
function named(name: string, arns: Readonly<Record<string, string>> | undefined): NamedArn[] {
  const arn = own(arns, name)
  return arn === undefined ? [] : [{ name, arn }]
}

export function tenantPipelines(
  tenant: string,
  written: TenantFile['pipelines'],
  { file, pipelines, components }: Cluster
): TenantPipelines {
  const { enabled, bucket } = filled(pipelinesSchema, written)
  return {
    enabled: enabled && components.pipelines !== 'off',
    env: pipelines.env,
    bucket,
    bucketName: own(file.pipelines?.buckets, bucket) ?? null,
    prefix: `${pipelines.prefix}/${tenant}`
  }
}

type Asked = Pick<TenantAws, 'read' | 'write' | 'policies'>

function workloadsRole(cloud: Cloud, { read, write, policies }: Asked): AwsRole | null {
  const { name, cluster, accounts } = cloud
  const { aws } = cluster
  const places = { read, write: [...artifactPlaces(cloud, 'keyless'), ...write] }
  const permissions = workloadPermissions({ ...aws, keys: keysOf(aws), ...places })
  if (!permissions && policies.length === 0) return null
  return {
    ...identity(workloadsRoleName(aws.rolePrefix, name), cluster),
    accounts,
    trust: trust(cloud, accounts, aws.identity === 'irsa'),
    permissions: permissions ?? null,
    policies: policies.map(({ arn }) => arn)
  }
}

/** Whether its folder in the default bucket is all, and its one account the one that all have. */
function needsNoMore({ pipelines, cluster, accounts }: Cloud, asked: Asked): boolean {
  const wanted = [...asked.read, ...asked.write, ...asked.policies]
  const isUsual = accounts.every(account => account === editor)
  return isUsual && wanted.length === 0 && pipelines.bucketName === cluster.pipelines.bucket
}

/** The folder of the tenant's pipelines in the bucket, if this is how they get into it. */
function artifactPlaces(
  { pipelines, cluster }: Cloud,
  credentials: Cluster['pipelines']['credentials']
): Place[] {
  const { enabled, env, bucketName: bucket, prefix } = pipelines
  const theirs = enabled && env === 'aws' && cluster.pipelines.credentials === credentials
  return theirs && bucket !== null ? [{ bucket, prefix }] : []
}

/** The user of the pipelines' key, which never expires. */
function keyUser(cloud: Cloud): AwsUser | null {
  const { aws, secrets } = cloud.cluster
  const write = artifactPlaces(cloud, 'static')
  const permissions = workloadPermissions({ ...aws, keys: keysOf(aws), read: [], write })
  if (!permissions || !secrets) return null
  return {
    ...workloadsRoleName(aws.rolePrefix, cloud.name),
    permissions: cloud.file.state === 'suspended' ? noPermissions() : permissions,
    boundary: aws.boundary,
    secret: `${secrets.base}/${cloud.name}/pipelines`
  }
}

function secretsRole(cloud: Cloud): AwsRole | null {
  const { name, cluster, secrets } = cloud
  const { aws } = cluster
  if (!cluster.secrets) return null
  const { service, base } = cluster.secrets
  const own = `${base}/${name}`
  const others = secrets
    .map(({ path }) => `${base}/${path}`)
    .filter(path => !path.startsWith(`${own}/`))
  return {
    ...identity(secretsRoleName(aws.rolePrefix, name), cluster),
    accounts: [secretReader],
    // The operator requests a token for the account, which works with IRSA but not with Pod Identity.
    trust: trust(cloud, [secretReader], true),
    permissions: secretsPermissions({ ...aws, service, path: own, others, keys: keysOf(aws) }),
    policies: []
  }
}

function keysOf({ key }: Cluster['aws']): string[] {
  return key === null ? [] : [key]
}

function identity(name: RoleName, { aws }: Cluster) {
  return { ...name, arn: roleArn(aws, name), boundary: aws.boundary }
}

function trust(cloud: Cloud, serviceAccounts: readonly string[], irsa: boolean): PolicyDocument {
  const { aws } = cloud.cluster
  // With IRSA, running pods can renew their credentials for as long as the role trusts them.
  if (cloud.file.state === 'suspended') return noTrust()
  const accounts = { namespace: cloud.name, serviceAccounts }
  return irsa ? irsaTrust(aws, accounts) : podIdentityTrust(aws, accounts)
}

function placeOf(url: string): Place {
  const place = parseS3Url(url)
  if (!place) throw new Error(`bug: ${url} was let through as a place in S3`)
  return place
}
