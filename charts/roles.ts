import { headerOf } from '../src/header.ts'
import type { Tenant } from '../src/model.ts'
import { rolesOf } from './iam.ts'

/** The AWS roles of a tenant, for whoever makes them: the same in every mode; nothing if it has none. */
export function roles(tenant: Tenant): string | undefined {
  const { boundary } = tenant.cluster.aws
  const found = rolesOf(tenant).map(({ role }) => ({ ...role, boundary }))
  if (found.length === 0) return undefined
  // Terraform and JSON's other readers take this key for a comment, or for nothing.
  const text = JSON.stringify({ '//': headerOf(tenant.file.path), roles: found }, null, 2)
  return `${text}\n`
}
