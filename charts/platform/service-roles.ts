import { type PolicyDocument, policy } from '../../src/aws/iam.ts'
import {
  allow,
  bucketArn,
  decryption,
  objectsArn,
  secretsPermissions
} from '../../src/aws/permissions.ts'
import { roleArn, serviceRoleName } from '../../src/aws/role-names.ts'
import { irsaTrust, podIdentityTrust } from '../../src/aws/trust.ts'
import type { ClusterAws } from '../../src/cluster/aws.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { ClusterSecrets } from '../../src/cluster/secrets.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { AwsRole, AwsUser } from '../../src/model/tenant.ts'

/** A service account of the platform. */
interface Account {
  readonly namespace: string
  readonly name: string
}

/** The AWS role of a platform service account. */
export function serviceRole(
  { aws }: Cluster,
  { namespace, name }: Account,
  permissions: PolicyDocument
): AwsRole {
  const accounts = { namespace, serviceAccounts: [name] }
  const role = serviceRoleName(aws.rolePrefix, name)
  return {
    ...role,
    arn: roleArn(aws, role),
    accounts: [name],
    trust: aws.identity === 'irsa' ? irsaTrust(aws, accounts) : podIdentityTrust(aws, accounts),
    permissions,
    policies: [],
    boundary: aws.platformBoundary
  }
}

/** The user of the pipelines with `credentials: static`, whose one key the server and the UI share. */
export function pipelinesUser(cluster: Cluster, bucket: string): AwsUser | null {
  const { aws, pipelines, secrets, release } = cluster
  if (!secrets) return null
  const ui = pipelines.artifactProxy ? [] : uiPermissions(cluster).Statement
  return {
    ...serviceRoleName(aws.rolePrefix, releaseOf(release).pipelines.server.name),
    permissions: policy([...serverPermissions(cluster, bucket).Statement, ...ui]),
    boundary: aws.platformBoundary,
    secret: `${secrets.prefix}/${pipelines.secret}`
  }
}

/**
 * Lets the pipelines server store uploads. It may not read the output of runs, because it would follow
 * any key that a tenant writes into the status of a Workflow, other tenants' folders included.
 */
export function serverPermissions({ aws, release }: Cluster, bucket: string): PolicyDocument {
  const { partition } = aws
  const uploads = objectsArn(partition, { bucket, prefix: releaseOf(release).pipelines.uploads })
  return policy([
    allow(['s3:ListBucket'], [bucketArn(partition, bucket)]),
    allow(['s3:DeleteObject', 's3:GetObject', 's3:PutObject'], [uploads]),
    ...(aws.key === null ? [] : [decryption([aws.key], true)])
  ])
}

/** Lets the UI read all artifacts where tenants do not serve their own. */
export function uiPermissions({ aws, pipelines }: Cluster): PolicyDocument {
  const { prefix, buckets } = pipelines
  const artifacts = buckets.map(bucket => objectsArn(aws.partition, { bucket, prefix }))
  return policy([
    allow(['s3:GetObject'], artifacts),
    ...(aws.key === null ? [] : [decryption([aws.key], false)])
  ])
}

/** Lets the Cluster Autoscaler read all node groups and resize those of this cluster. */
export function autoscalerPermissions({ aws }: Cluster): PolicyDocument {
  const tag = `aws:ResourceTag/k8s.io/cluster-autoscaler/${aws.eks}`
  return policy([
    allow(
      [
        'autoscaling:DescribeAutoScalingGroups',
        'autoscaling:DescribeAutoScalingInstances',
        'autoscaling:DescribeLaunchConfigurations',
        'autoscaling:DescribeScalingActivities',
        'autoscaling:DescribeTags',
        'ec2:DescribeImages',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeLaunchTemplateVersions',
        'ec2:GetInstanceTypesFromInstanceRequirements',
        'eks:DescribeNodegroup'
      ],
      ['*']
    ),
    {
      ...allow(
        ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
        ['*']
      ),
      Condition: { StringEquals: { [tag]: 'owned' } }
    }
  ])
}

/** Lets Prometheus write to its workspace. */
export function writerPermissions({ aws }: Cluster, workspace: string): PolicyDocument {
  const place = `arn:${aws.partition}:aps:${aws.region}:${aws.account}:workspace/${workspace}`
  return policy([allow(['aps:RemoteWrite'], [place])])
}

/** Lets the platform's secret store read the platform's secrets but none of a tenant's. */
export function vaultPermissions(
  aws: ClusterAws,
  { service, prefix, base }: ClusterSecrets
): PolicyDocument {
  const below = (path: string, keys: readonly string[]) =>
    secretsPermissions({ ...aws, service, path, others: [], keys }).Statement
  const tenants = below(base, []).map(each => ({ ...each, Effect: 'Deny' as const }))
  return policy([...below(prefix, aws.key === null ? [] : [aws.key]), ...tenants])
}
