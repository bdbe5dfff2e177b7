import type { Tenant } from '../../src/model/tenant.ts'

/** A name that no identity provider can issue, the owner of a tenant that nobody may enter. */
export const nobody = 'suspended@tenantry.invalid'

/**
 * The owner in Profile, Namespace and `namespaceAdmin`. The profile controller refuses a tenant if they
 * differ, and restores a suspended owner's access if only some are changed.
 */
export function ownerOf({ state, owner }: Tenant): string {
  return state === 'suspended' ? nobody : owner
}
