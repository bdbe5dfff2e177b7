import { allowed, chosenKeys } from '../support/granted-names.ts'

/** Labels in a tenant's own file must be granted; those in templates are the platform's. */
export const forbiddenLabel = allowed({
  code: 'forbidden-label',
  noun: 'label',
  field: 'labels',
  instead: 'take it out',
  asked: (tenant, { own }) => chosenKeys(tenant, own, 'labels')
})
