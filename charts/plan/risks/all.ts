import { adminGranted } from './admin-granted.ts'
import { networkLoosened } from './network-loosened.ts'
import { ownerChanged } from './owner-changed.ts'
import { quotaRaised } from './quota-raised.ts'
import type { RiskRule } from './risk-rule.ts'
import { tenantRemoved } from './tenant-removed.ts'

/** By code. */
export const risks: Readonly<Record<string, RiskRule>> = {
  'tenant-removed': tenantRemoved,
  'owner-changed': ownerChanged,
  'admin-granted': adminGranted,
  'network-loosened': networkLoosened,
  'quota-raised': quotaRaised
}
