import { allowed, chosenKeys } from '../support/granted-names.ts'

/** Each annotation that a tenant's own file sets is granted; what templates set is the platform's. */
export const forbiddenAnnotation = allowed({
  code: 'forbidden-annotation',
  noun: 'annotation',
  field: 'annotations',
  instead: 'take it out',
  asked: (tenant, { own }) => chosenKeys(tenant, own, 'annotations')
})
