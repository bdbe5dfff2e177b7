import { allowed, chosenKeys } from '../support/granted-names.ts'

/** Annotations in a tenant's own file must be granted; those in templates are the platform's. */
export const forbiddenAnnotation = allowed({
  code: 'forbidden-annotation',
  noun: 'annotation',
  field: 'annotations',
  instead: 'remove it',
  asked: (tenant, { own }) => chosenKeys(tenant, own, 'annotations')
})
