import { declared } from '../support/declared-names.ts'

/** A secret that an environment uses is one of its tenant's. */
export const unknownSecret = declared('secrets', 'unknown-secret')
