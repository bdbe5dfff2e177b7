import type { PolicyDocument, Statement } from '../../src/aws/iam.ts'
import type { AwsRole, Tenant, TenantAws } from '../../src/model/tenant.ts'
import type { AwsGrant, AwsReach, Right } from './right.ts'

/** Whoever may start a pod or use a notebook acts in AWS as the tenant's accounts do. */
export function runsCode({ role, notebooks }: Pick<Right, 'role' | 'notebooks'>): boolean {
  return notebooks || role === 'edit' || role === 'admin'
}

/** What code of the tenant's may do in AWS, through each account that it can run as. */
export function workloadReach({ aws, state }: Tenant): readonly AwsReach[] {
  if (state === 'suspended') return []
  const { user } = aws
  return [
    ...aws.accounts.flatMap(account => reachOf(account, roleOf(aws))),
    ...(user ? [{ through: user.name, grants: grantsOf(user.permissions), others: [] }] : [])
  ]
}

/** What the account that reads the tenant's secrets may do. */
export function secretsReach({ aws, state }: Tenant): readonly AwsReach[] {
  if (state === 'suspended' || !aws.secrets) return []
  return aws.secrets.accounts.flatMap(account => reachOf(account, aws.secrets))
}

type Held = Pick<AwsRole, 'permissions' | 'policies'>

function roleOf({ role, workloads }: TenantAws): Held | null {
  return role ? { permissions: null, policies: [role.arn] } : workloads
}

function reachOf(through: string, role: Held | null): AwsReach[] {
  if (!role) return []
  const { permissions, policies } = role
  return [{ through, grants: permissions ? grantsOf(permissions) : [], others: policies }]
}

function grantsOf({ Statement }: PolicyDocument): AwsGrant[] {
  return Statement.filter(({ Effect }) => Effect === 'Allow').map(statement => ({
    actions: [statement.Action ?? []].flat(),
    places: placesOf(statement)
  }))
}

/** A bucket that may only be listed below some prefixes stands for those. */
function placesOf({ Resource = [], Condition }: Statement): string[] {
  const prefixes = Condition?.StringLike?.['s3:prefix']
  if (prefixes === undefined) return [...Resource]
  return Resource.flatMap(bucket => [prefixes].flat().map(prefix => `${bucket}/${prefix}`))
}
