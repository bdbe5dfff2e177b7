import { acrossTenants } from './across-tenants.ts'
import { adminGranted } from './admin-granted.ts'
import { approversChanged } from './approvers-changed.ts'
import { authorizationLoosened } from './authorization-loosened.ts'
import { capacityExceeded } from './capacity-exceeded.ts'
import { clusterChanged } from './cluster-changed.ts'
import { compilerChanged } from './compiler-changed.ts'
import { editedOutput } from './edited-output.ts'
import { expiredAccess } from './expired-access.ts'
import { largeGroup } from './large-group.ts'
import { manyTenants } from './many-tenants.ts'
import { namespaceRemoved } from './namespace-removed.ts'
import { networkLoosened } from './network-loosened.ts'
import { ownerChanged } from './owner-changed.ts'
import { permissionsWidened } from './permissions-widened.ts'
import { podSecurityLoosened } from './pod-security-loosened.ts'
import { policyWidened } from './policy-widened.ts'
import { profileRemoved } from './profile-removed.ts'
import { protectionRemoved } from './protection-removed.ts'
import { quotaRaised } from './quota-raised.ts'
import { releaseChanged } from './release-changed.ts'
import type { RiskRule } from './risk-rule.ts'
import { shardsChanged } from './shards-changed.ts'
import { stateChanged } from './state-changed.ts'
import { tenantRemoved } from './tenant-removed.ts'
import { trustWidened } from './trust-widened.ts'
import { unjudgedFiles } from './unjudged-files.ts'
import { volumeRemoved } from './volume-removed.ts'

/** By code. */
export const risks: Readonly<Record<string, RiskRule>> = {
  'compiler-changed': compilerChanged,
  'edited-output': editedOutput,
  'unjudged-files': unjudgedFiles,
  'tenant-removed': tenantRemoved,
  'namespace-removed': namespaceRemoved,
  'profile-removed': profileRemoved,
  'volume-removed': volumeRemoved,
  'protection-removed': protectionRemoved,
  'state-changed': stateChanged,
  'owner-changed': ownerChanged,
  'approvers-changed': approversChanged,
  'admin-granted': adminGranted,
  'large-group': largeGroup,
  'across-tenants': acrossTenants,
  'policy-widened': policyWidened,
  'cluster-changed': clusterChanged,
  'release-changed': releaseChanged,
  'shards-changed': shardsChanged,
  'trust-widened': trustWidened,
  'permissions-widened': permissionsWidened,
  'authorization-loosened': authorizationLoosened,
  'network-loosened': networkLoosened,
  'pod-security-loosened': podSecurityLoosened,
  'many-tenants': manyTenants,
  'capacity-exceeded': capacityExceeded,
  'quota-raised': quotaRaised,
  'expired-access': expiredAccess
}
