import type { Tenant } from '../../src/model/model.ts'
import { headerOf } from '../objects/generated.ts'
import { associationsOf, rolesOf } from './iam.ts'

/** The AWS roles of a tenant and who gets them, for whoever makes them: the same in every mode. */
export function roles(tenant: Tenant): string | undefined {
  const { boundary } = tenant.cluster.aws
  const found = rolesOf(tenant).map(({ role }) => ({ ...role, boundary }))
  const associations = associationsOf(tenant)
  if (found.length + associations.length === 0) return undefined
  // Terraform and JSON's other readers take this key for a comment, or for nothing.
  const file = { '//': headerOf(tenant.file.path), roles: found, associations }
  return `${JSON.stringify(file, null, 2)}\n`
}
