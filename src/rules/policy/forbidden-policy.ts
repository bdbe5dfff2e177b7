import { allowed } from '../support/granted-names.ts'
import { asking } from '../support/refuse.ts'

/** Each AWS policy of a tenant's role must be granted. */
export const forbiddenPolicy = allowed({
  code: 'forbidden-policy',
  noun: 'AWS policy',
  field: 'policies',
  instead: 'remove it',
  asked: tenant =>
    tenant.aws.policies.map(({ name }, index) => ({
      name,
      ...asking(tenant, 'aws', 'policies', index)
    }))
})
