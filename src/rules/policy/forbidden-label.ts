import { allowed, chosenKeys } from '../support/granted-names.ts'

/** Each label that a tenant's own file sets is granted; what templates set is the platform's. */
export const forbiddenLabel = allowed({
  code: 'forbidden-label',
  noun: 'label',
  field: 'labels',
  instead: 'take it out',
  asked: (tenant, { own }) => chosenKeys(tenant, own, 'labels')
})
