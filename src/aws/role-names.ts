import { formatArn, type Partition } from './arn.ts'

/** IAM's limit for the name of a role. Names in an account must differ in more than case. */
export const roleNameLimit = 64

/** Whose role it is. Both have a path in IAM that no other role has. */
export type Holder = 'tenants' | 'platform'

/** A role or user is found by its name alone, but its ARN contains the path. */
export interface RoleName {
  readonly path: string
  readonly name: string
}

/**
 * The role of a tenant's workloads, or the user whose key its pipelines use: IAM lets both have one name. No
 * name of a tenant or an account has a dot.
 */
export function workloadsRoleName(prefix: string, tenant: string): RoleName {
  return { path: rolePath(prefix, 'tenants'), name: `${prefix}.tenant.${tenant}` }
}

/** The role of all tenants that need none of their own. */
export function sharedRoleName(prefix: string): RoleName {
  return { path: rolePath(prefix, 'tenants'), name: `${prefix}.tenants` }
}

/** The role that reads a tenant's secrets. */
export function secretsRoleName(prefix: string, tenant: string): RoleName {
  return { path: rolePath(prefix, 'tenants'), name: `${prefix}.secrets.${tenant}` }
}

/** The role of a service account of the platform, or its user. */
export function serviceRoleName(prefix: string, account: string): RoleName {
  return { path: rolePath(prefix, 'platform'), name: `${prefix}.service.${account}` }
}

/** Lets one pattern name all roles of tenants, or all of the platform, and nobody else's. */
export function rolePath(prefix: string, holder: Holder): string {
  return `/tenantry/${prefix}/${holder}/`
}

export function isRoleName(name: string): boolean {
  return /^[A-Za-z0-9_+=,.@-]+$/.test(name) && name.length <= roleNameLimit
}

interface Place {
  readonly partition: Partition
  readonly account: string
}

export function roleArn({ partition, account }: Place, { path, name }: RoleName): string {
  const resource = `role${path}${name}`
  return formatArn({ partition, service: 'iam', region: '', account, resource })
}
