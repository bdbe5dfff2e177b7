import { declared } from '../support/declared-names.ts'

/** A volume that an environment uses must be one of the tenant's. */
export const unknownVolume = declared('volumes', 'unknown-volume')
