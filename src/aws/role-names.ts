import { formatArn, type Partition } from './arn.ts'

/** IAM's limit for the name of a role. Names in an account must differ in more than case. */
export const roleNameLimit = 64

/** The name of the role of a tenant's workloads. */
export function roleName(prefix: string, tenant: string): string {
  return `${prefix}-${tenant}`
}

/**
 * The name of the role that reads a tenant's secrets. It cannot clash with that of a tenant called
 * `x-secrets`.
 */
export function secretsRoleName(prefix: string, tenant: string): string {
  return `${roleName(prefix, tenant)}-secrets`
}

/** The name of the role of a service account of the platform. No tenant's role has a dot there. */
export function platformRoleName(prefix: string, account: string): string {
  return `${prefix}.${account}`
}

export function isRoleName(name: string): boolean {
  return /^[A-Za-z0-9_+=,.@-]+$/.test(name) && name.length <= roleNameLimit
}

/** The role has no path, so its name alone identifies it. */
export function roleArn(partition: Partition, account: string, name: string): string {
  return formatArn({ partition, service: 'iam', region: '', account, resource: `role/${name}` })
}
