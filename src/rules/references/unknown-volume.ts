import { declared } from '../support/declared-names.ts'

/** A volume that an environment uses is one of its tenant's. */
export const unknownVolume = declared('volumes', 'unknown-volume')
