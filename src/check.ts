import { type Report, severity } from './diagnostic.ts'
import type { Model } from './model.ts'
import type { Context, Rule } from './rule.ts'
import { conflictingAlias } from './rules/conflicting-alias.ts'
import { conflictingBinding } from './rules/conflicting-binding.ts'
import { conflictingEmail } from './rules/conflicting-email.ts'
import { conflictingGrants } from './rules/conflicting-grants.ts'
import { duplicateMember } from './rules/duplicate-member.ts'
import { expiredGrant } from './rules/expired-grant.ts'
import { expiredPerson } from './rules/expired-person.ts'
import { forbiddenAnnotation } from './rules/forbidden-annotation.ts'
import { forbiddenBucket } from './rules/forbidden-bucket.ts'
import { forbiddenClass } from './rules/forbidden-class.ts'
import { forbiddenCluster } from './rules/forbidden-cluster.ts'
import { forbiddenDomain } from './rules/forbidden-domain.ts'
import { forbiddenEgress } from './rules/forbidden-egress.ts'
import { forbiddenEnvironment } from './rules/forbidden-environment.ts'
import { forbiddenLabel } from './rules/forbidden-label.ts'
import { forbiddenMember } from './rules/forbidden-member.ts'
import { forbiddenName } from './rules/forbidden-name.ts'
import { forbiddenPodSecurity } from './rules/forbidden-pod-security.ts'
import { forbiddenPolicy } from './rules/forbidden-policy.ts'
import { forbiddenPool } from './rules/forbidden-pool.ts'
import { forbiddenPublic } from './rules/forbidden-public.ts'
import { forbiddenQuota } from './rules/forbidden-quota.ts'
import { forbiddenRole } from './rules/forbidden-role.ts'
import { forbiddenSecret } from './rules/forbidden-secret.ts'
import { forbiddenShare } from './rules/forbidden-share.ts'
import { forbiddenWorkload } from './rules/forbidden-workload.ts'
import { invalidBinding } from './rules/invalid-binding.ts'
import { invalidCycle } from './rules/invalid-cycle.ts'
import { invalidPerson } from './rules/invalid-person.ts'
import { missingPeople } from './rules/missing-people.ts'
import { unknownAwsRole } from './rules/unknown-aws-role.ts'
import { unknownBucket } from './rules/unknown-bucket.ts'
import { unknownClass } from './rules/unknown-class.ts'
import { unknownCluster } from './rules/unknown-cluster.ts'
import { unknownGroup } from './rules/unknown-group.ts'
import { unknownPerson } from './rules/unknown-person.ts'
import { unknownPolicy } from './rules/unknown-policy.ts'
import { unknownPool } from './rules/unknown-pool.ts'
import { unknownPreset } from './rules/unknown-preset.ts'
import { unknownRole } from './rules/unknown-role.ts'
import { unknownSecret } from './rules/unknown-secret.ts'
import { unknownShare } from './rules/unknown-share.ts'
import { unknownTeam } from './rules/unknown-team.ts'
import { unknownTemplate } from './rules/unknown-template.ts'
import { unknownTenant } from './rules/unknown-tenant.ts'
import { unknownVolume } from './rules/unknown-volume.ts'
import type { Span } from './source.ts'

/** Names that lead nowhere. */
const references: readonly Rule[] = [
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
  invalidCycle
]

/** What is wrong though each name leads somewhere. */
const rules: readonly Rule[] = [
  duplicateMember,
  conflictingEmail,
  conflictingBinding,
  conflictingAlias,
  conflictingGrants,
  missingPeople,
  invalidPerson,
  invalidBinding,
  forbiddenDomain,
  expiredGrant,
  expiredPerson
]

/** What policy.yaml does not grant. */
const policies: readonly Rule[] = [
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

/**
 * Runs the rules. A tenant with a mistake is left out of what comes after, and what many inherit is
 * not judged again, so that one mistake does not make others.
 */
export function check(model: Model, report: Report, context: Context): void {
  let current = model
  const wrong = new Set<string>()
  for (const phase of [references, rules, policies]) {
    const found: Span[] = []
    for (const rule of phase) {
      rule(
        current,
        diagnostic => {
          if (wrong.has(placeOf(diagnostic.at))) return
          if (severity(diagnostic.code) === 'error') found.push(diagnostic.at)
          report(diagnostic)
        },
        context
      )
    }
    for (const at of found) wrong.add(placeOf(at)).add(at.source.path)
    current = { ...current, tenants: current.tenants.filter(({ file }) => !wrong.has(file.path)) }
  }
}

function placeOf({ source, start, end }: Span): string {
  return `${source.path}:${start}-${end}`
}
