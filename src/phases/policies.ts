import type { Rule } from '../rule.ts'
import { forbiddenAnnotation } from '../rules/forbidden-annotation.ts'
import { forbiddenBucket } from '../rules/forbidden-bucket.ts'
import { forbiddenClass } from '../rules/forbidden-class.ts'
import { forbiddenCluster } from '../rules/forbidden-cluster.ts'
import { forbiddenEgress } from '../rules/forbidden-egress.ts'
import { forbiddenEnvironment } from '../rules/forbidden-environment.ts'
import { forbiddenLabel } from '../rules/forbidden-label.ts'
import { forbiddenMember } from '../rules/forbidden-member.ts'
import { forbiddenName } from '../rules/forbidden-name.ts'
import { forbiddenPodSecurity } from '../rules/forbidden-pod-security.ts'
import { forbiddenPolicy } from '../rules/forbidden-policy.ts'
import { forbiddenPool } from '../rules/forbidden-pool.ts'
import { forbiddenPublic } from '../rules/forbidden-public.ts'
import { forbiddenQuota } from '../rules/forbidden-quota.ts'
import { forbiddenRole } from '../rules/forbidden-role.ts'
import { forbiddenSecret } from '../rules/forbidden-secret.ts'
import { forbiddenShare } from '../rules/forbidden-share.ts'
import { forbiddenWorkload } from '../rules/forbidden-workload.ts'

/** What policy.yaml does not grant. */
export const policies: readonly Rule[] = [
  forbiddenName,
  forbiddenCluster,
  forbiddenQuota,
  forbiddenMember,
  forbiddenWorkload,
  forbiddenBucket,
  forbiddenPolicy,
  forbiddenRole,
  forbiddenSecret,
  forbiddenShare,
  forbiddenClass,
  forbiddenPool,
  forbiddenEnvironment,
  forbiddenEgress,
  forbiddenPodSecurity,
  forbiddenPublic,
  forbiddenLabel,
  forbiddenAnnotation
]
