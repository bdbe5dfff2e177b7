import { formatArn, type Partition } from './arn.ts'

/** IAM's limit for the name of a role. Within an account, names that differ in case are one. */
export const roleNameLimit = 64

/** The role of a tenant's workloads. */
export function roleName(prefix: string, tenant: string): string {
  return `${prefix}-${tenant}`
}

/** The role of the account that reads a tenant's secrets; a tenant may be called `x-secrets` too. */
export function secretsRoleName(prefix: string, tenant: string): string {
  return `${roleName(prefix, tenant)}-secrets`
}

/** Whether IAM lets a role have that name. */
export function isRoleName(name: string): boolean {
  return /^[A-Za-z0-9_+=,.@-]+$/.test(name) && name.length <= roleNameLimit
}

/** Without a path, so that the name alone says which role it is. */
export function roleArn(partition: Partition, account: string, name: string): string {
  return formatArn({ partition, service: 'iam', region: '', account, resource: `role/${name}` })
}
