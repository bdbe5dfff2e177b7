import { invalidCycle } from './references/invalid-cycle.ts'
import { unknownAccount } from './references/unknown-account.ts'
import { unknownAwsRole } from './references/unknown-aws-role.ts'
import { unknownBucket } from './references/unknown-bucket.ts'
import { unknownClass } from './references/unknown-class.ts'
import { unknownCluster } from './references/unknown-cluster.ts'
import { unknownGroup } from './references/unknown-group.ts'
import { unknownPerson } from './references/unknown-person.ts'
import { unknownPolicy } from './references/unknown-policy.ts'
import { unknownPool } from './references/unknown-pool.ts'
import { unknownPreset } from './references/unknown-preset.ts'
import { unknownQueue } from './references/unknown-queue.ts'
import { unknownRole } from './references/unknown-role.ts'
import { unknownSecret } from './references/unknown-secret.ts'
import { unknownShare } from './references/unknown-share.ts'
import { unknownTeam } from './references/unknown-team.ts'
import { unknownTeamMember } from './references/unknown-team-member.ts'
import { unknownTemplate } from './references/unknown-template.ts'
import { unknownTenant } from './references/unknown-tenant.ts'
import { unknownVolume } from './references/unknown-volume.ts'
import { unusedGrant } from './references/unused-grant.ts'
import { unusedRule } from './references/unused-rule.ts'
import type { Rule } from './rule.ts'

/** Rules about names that refer to nothing. */
export const references: readonly Rule[] = [
  unknownTenant,
  unknownCluster,
  unknownTemplate,
  unknownPreset,
  unknownRole,
  unknownTeam,
  unknownTeamMember,
  unknownGroup,
  unknownPerson,
  unknownPolicy,
  unknownAwsRole,
  unknownShare,
  unknownBucket,
  unknownPool,
  unknownQueue,
  unknownClass,
  unknownSecret,
  unknownVolume,
  unknownAccount,
  invalidCycle,
  unusedRule,
  unusedGrant
]
