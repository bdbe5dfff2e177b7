import { workloadPermissions } from '../aws/permissions.ts'
import { roleArn, sharedRoleName } from '../aws/role-names.ts'
import { self } from '../aws/session-tags.ts'
import { podIdentityTrust } from '../aws/trust.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { editor } from './outline.ts'
import type { AwsRole, TenantAws } from './tenant.ts'

/** What names a role, in IAM and to EKS. */
type Named = Pick<AwsRole, 'name' | 'path' | 'arn'>

/** The names of the role that tenants of a cluster share, if they do; each of them asks, so it makes no more. */
export function sharedName(cluster: Cluster): Named | null {
  const { aws, pipelines } = cluster
  if (aws.tenantRoles === 'own' || pipelines.bucket === null || lackOfSharing(cluster)) return null
  const name = sharedRoleName(aws.rolePrefix)
  return { ...name, arn: roleArn(aws, name) }
}

/**
 * The one role of all tenants of a cluster that need no more than their own folder, if they share one. It
 * has no tag that names a namespace: a session without such a tag then reaches nothing.
 */
export function sharedRole(cluster: Cluster): AwsRole | null {
  const { aws, pipelines } = cluster
  const { bucket, prefix } = pipelines
  const named = sharedName(cluster)
  if (!named || bucket === null) return null
  const serviceAccounts = [editor]
  const write = [{ bucket, prefix: `${prefix}/${self}` }]
  const keys = aws.key === null ? [] : [aws.key]
  return {
    ...named,
    accounts: serviceAccounts,
    trust: podIdentityTrust(aws, { serviceAccounts }),
    permissions: workloadPermissions({ ...aws, keys, read: [], write }) ?? null,
    policies: [],
    boundary: aws.boundary
  }
}

/** The setting without which tenants cannot share a role. */
type Lack = 'identity' | 'pipelines' | 'credentials'

/** Only EKS tells AWS by itself whose session it is; only with roles is there a folder to reach. */
export function lackOfSharing({ aws, pipelines, components }: Cluster): Lack | undefined {
  if (aws.identity !== 'podIdentity') return 'identity'
  if (pipelines.env !== 'aws' || components.pipelines === 'off') return 'pipelines'
  return pipelines.credentials === 'keyless' ? undefined : 'credentials'
}

/** The roles that are made for a tenant alone. */
export function ownRoles({ workloads, isShared, secrets }: TenantAws): AwsRole[] {
  return [isShared ? null : workloads, secrets].filter(role => role !== null)
}
