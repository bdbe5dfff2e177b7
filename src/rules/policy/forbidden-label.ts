import { allowed, chosenKeys } from '../support/granted-names.ts'

/** Labels in a tenant's own file must be granted; those in templates are the platform's. */
export const forbiddenLabel = allowed({
  code: 'forbidden-label',
  noun: 'label',
  field: 'labels',
  instead: 'remove it',
  asked: (tenant, { own }) => chosenKeys(tenant, own, 'labels')
})
