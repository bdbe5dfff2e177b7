import { declared } from '../support/declared-names.ts'

/** A secret that an environment uses must be one of the tenant's. */
export const unknownSecret = declared('secrets', 'unknown-secret')
