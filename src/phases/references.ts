import type { Rule } from '../rule.ts'
import { invalidCycle } from '../rules/invalid-cycle.ts'
import { unknownAccount } from '../rules/unknown-account.ts'
import { unknownAwsRole } from '../rules/unknown-aws-role.ts'
import { unknownBucket } from '../rules/unknown-bucket.ts'
import { unknownClass } from '../rules/unknown-class.ts'
import { unknownCluster } from '../rules/unknown-cluster.ts'
import { unknownGroup } from '../rules/unknown-group.ts'
import { unknownPerson } from '../rules/unknown-person.ts'
import { unknownPolicy } from '../rules/unknown-policy.ts'
import { unknownPool } from '../rules/unknown-pool.ts'
import { unknownPreset } from '../rules/unknown-preset.ts'
import { unknownRole } from '../rules/unknown-role.ts'
import { unknownSecret } from '../rules/unknown-secret.ts'
import { unknownShare } from '../rules/unknown-share.ts'
import { unknownTeam } from '../rules/unknown-team.ts'
import { unknownTemplate } from '../rules/unknown-template.ts'
import { unknownTenant } from '../rules/unknown-tenant.ts'
import { unknownVolume } from '../rules/unknown-volume.ts'

/** Names that lead nowhere. */
export const references: readonly Rule[] = [
  unknownTenant,
  unknownCluster,
  unknownTemplate,
  unknownPreset,
  unknownRole,
  unknownTeam,
  unknownGroup,
  unknownPerson,
  unknownPolicy,
  unknownAwsRole,
  unknownShare,
  unknownBucket,
  unknownPool,
  unknownClass,
  unknownSecret,
  unknownVolume,
  unknownAccount,
  invalidCycle
]
