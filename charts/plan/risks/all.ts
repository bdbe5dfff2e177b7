import { acrossTenants } from './across-tenants.ts'
import { adminGranted } from './admin-granted.ts'
import { largeGroup } from './large-group.ts'
import { namespaceRemoved } from './namespace-removed.ts'
import { networkLoosened } from './network-loosened.ts'
import { ownerChanged } from './owner-changed.ts'
import { policyWidened } from './policy-widened.ts'
import { profileRemoved } from './profile-removed.ts'
import { protectionRemoved } from './protection-removed.ts'
import { quotaRaised } from './quota-raised.ts'
import type { RiskRule } from './risk-rule.ts'
import { tenantRemoved } from './tenant-removed.ts'
import { volumeRemoved } from './volume-removed.ts'

/** By code. */
export const risks: Readonly<Record<string, RiskRule>> = {
  'tenant-removed': tenantRemoved,
  'namespace-removed': namespaceRemoved,
  'profile-removed': profileRemoved,
  'volume-removed': volumeRemoved,
  'protection-removed': protectionRemoved,
  'owner-changed': ownerChanged,
  'admin-granted': adminGranted,
  'large-group': largeGroup,
  'across-tenants': acrossTenants,
  'policy-widened': policyWidened,
  'network-loosened': networkLoosened,
  'quota-raised': quotaRaised
}
