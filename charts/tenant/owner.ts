import type { Tenant } from '../../src/model/tenant.ts'

/** Whom no identity provider can issue: who owns a tenant that nobody may enter. */
export const nobody = 'suspended@tenantry.invalid'

/**
 * Who stands in Profile, Namespace, and `namespaceAdmin`. All three name the same, or the profile
 * controller refuses the tenant; it also gives back what a suspended owner would only lose here.
 */
export function ownerOf({ state, owner }: Tenant): string {
  return state === 'suspended' ? nobody : owner
}
