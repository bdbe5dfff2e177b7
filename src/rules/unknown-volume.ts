import { declared } from '../declared.ts'

/** A volume that an environment uses is one of its tenant's. */
export const unknownVolume = declared('volumes', 'unknown-volume')
