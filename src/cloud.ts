import { own } from './expand.ts'
import type { AwsRole, Cluster, Named, Place, Secret, TenantAws, TenantPipelines } from './model.ts'
import type { TenantFile } from './tenant.ts'

/** The account that reads the tenant's secrets, and may do nothing else. */
export const secretReader = 'tenantry-secrets'
