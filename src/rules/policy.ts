import { forbiddenAnnotation } from './policy/forbidden-annotation.ts'
import { forbiddenBucket } from './policy/forbidden-bucket.ts'
import { forbiddenClass } from './policy/forbidden-class.ts'
import { forbiddenCluster } from './policy/forbidden-cluster.ts'
import { forbiddenEgress } from './policy/forbidden-egress.ts'
import { forbiddenEnvironment } from './policy/forbidden-environment.ts'
import { forbiddenLabel } from './policy/forbidden-label.ts'
import { forbiddenMember } from './policy/forbidden-member.ts'
import { forbiddenName } from './policy/forbidden-name.ts'
import { forbiddenPodSecurity } from './policy/forbidden-pod-security.ts'
import { forbiddenPolicy } from './policy/forbidden-policy.ts'
import { forbiddenPool } from './policy/forbidden-pool.ts'
import { forbiddenPublic } from './policy/forbidden-public.ts'
import { forbiddenQueue } from './policy/forbidden-queue.ts'
import { forbiddenQuota } from './policy/forbidden-quota.ts'
import { forbiddenRole } from './policy/forbidden-role.ts'
import { forbiddenSecret } from './policy/forbidden-secret.ts'
import { forbiddenShare } from './policy/forbidden-share.ts'
import { forbiddenWorkload } from './policy/forbidden-workload.ts'
import type { Rule } from './rule.ts'

/** Rules about what policy.yaml does not grant. */
export const policy: readonly Rule[] = [
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
  forbiddenQueue,
  forbiddenEnvironment,
  forbiddenEgress,
  forbiddenPodSecurity,
  forbiddenPublic,
  forbiddenLabel,
  forbiddenAnnotation
]
