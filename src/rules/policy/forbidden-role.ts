import { allowed } from '../support/granted-names.ts'
import { asking } from '../support/refuse.ts'

/** An existing AWS role that replaces a tenant's own must be granted. */
export const forbiddenRole = allowed({
  code: 'forbidden-role',
  noun: 'AWS role',
  field: 'roles',
  instead: 'remove it to give the tenant its own role',
  asked: tenant => {
    const { role } = tenant.aws
    return role ? [{ name: role.name, ...asking(tenant, 'aws', 'role') }] : []
  }
})
