import type { TSchema } from 'typebox'
import { clusterSchema } from '../cluster/file.ts'
import { commonSchema } from './common.ts'
import { directorySchema } from './directory.ts'
import { policySchema } from './policy.ts'
import { removalsSchema } from './removals.ts'
import { tenantSchema } from './tenant.ts'

/** The schema of each kind of file that people write. */
export const kinds = {
  tenant: tenantSchema,
  common: commonSchema,
  policy: policySchema,
  directory: directorySchema,
  removals: removalsSchema,
  cluster: clusterSchema
} as const satisfies Readonly<Record<string, TSchema>>
