import { conflictingAccount } from './consistency/conflicting-account.ts'
import { conflictingAlias } from './consistency/conflicting-alias.ts'
import { conflictingBinding } from './consistency/conflicting-binding.ts'
import { conflictingClass } from './consistency/conflicting-class.ts'
import { conflictingComponents } from './consistency/conflicting-components.ts'
import { conflictingDirectory } from './consistency/conflicting-directory.ts'
import { conflictingEmail } from './consistency/conflicting-email.ts'
import { conflictingEnvironments } from './consistency/conflicting-environments.ts'
import { conflictingGrants } from './consistency/conflicting-grants.ts'
import { conflictingHost } from './consistency/conflicting-host.ts'
import { conflictingRegion } from './consistency/conflicting-region.ts'
import { conflictingRoleName } from './consistency/conflicting-role-name.ts'
import { conflictingTeam } from './consistency/conflicting-team.ts'
import { duplicateMember } from './consistency/duplicate-member.ts'
import { duplicateName } from './consistency/duplicate-name.ts'
import { duplicateRole } from './consistency/duplicate-role.ts'
import { duplicateShare } from './consistency/duplicate-share.ts'
import { duplicateSignIn } from './consistency/duplicate-sign-in.ts'
import { expiredGrant } from './consistency/expired-grant.ts'
import { expiredPeople } from './consistency/expired-people.ts'
import { expiredPerson } from './consistency/expired-person.ts'
import { expiredTeamMember } from './consistency/expired-team-member.ts'
import { forbiddenDomain } from './consistency/forbidden-domain.ts'
import { forbiddenExpansion } from './consistency/forbidden-expansion.ts'
import { forbiddenKey } from './consistency/forbidden-key.ts'
import { forbiddenLiteral } from './consistency/forbidden-literal.ts'
import { forbiddenMount } from './consistency/forbidden-mount.ts'
import { forbiddenNamespace } from './consistency/forbidden-namespace.ts'
import { forbiddenObjectName } from './consistency/forbidden-object-name.ts'
import { forbiddenReuse } from './consistency/forbidden-reuse.ts'
import { forbiddenSubstitution } from './consistency/forbidden-substitution.ts'
import { forbiddenVariable } from './consistency/forbidden-variable.ts'
import { invalidBinding } from './consistency/invalid-binding.ts'
import { invalidBoundary } from './consistency/invalid-boundary.ts'
import { invalidLimits } from './consistency/invalid-limits.ts'
import { invalidNotebooks } from './consistency/invalid-notebooks.ts'
import { invalidOwner } from './consistency/invalid-owner.ts'
import { invalidPermissions } from './consistency/invalid-permissions.ts'
import { invalidPerson } from './consistency/invalid-person.ts'
import { invalidPolicies } from './consistency/invalid-policies.ts'
import { invalidPool } from './consistency/invalid-pool.ts'
import { invalidQuota } from './consistency/invalid-quota.ts'
import { invalidResource } from './consistency/invalid-resource.ts'
import { invalidRoleName } from './consistency/invalid-role-name.ts'
import { invalidTenantRoles } from './consistency/invalid-tenant-roles.ts'
import { invalidTrust } from './consistency/invalid-trust.ts'
import { invalidUnit } from './consistency/invalid-unit.ts'
import { invalidVolume } from './consistency/invalid-volume.ts'
import { missingComponent } from './consistency/missing-component.ts'
import { missingHost } from './consistency/missing-host.ts'
import { missingLimit } from './consistency/missing-limit.ts'
import { missingPeople } from './consistency/missing-people.ts'
import { missingSetting } from './consistency/missing-setting.ts'
import { missingStore } from './consistency/missing-store.ts'
import { riskyArtifacts } from './consistency/risky-artifacts.ts'
import { riskyComment } from './consistency/risky-comment.ts'
import { riskyDatabase } from './consistency/risky-database.ts'
import { unusedField } from './consistency/unused-field.ts'
import { unusedMember } from './consistency/unused-member.ts'
import { unusedRemoval } from './consistency/unused-removal.ts'
import type { Rule } from './rule.ts'

/** Rules about mistakes in the combination of valid values. */
export const consistency: readonly Rule[] = [
  duplicateMember,
  conflictingEmail,
  conflictingDirectory,
  conflictingBinding,
  conflictingAlias,
  conflictingGrants,
  conflictingTeam,
  missingPeople,
  invalidPerson,
  invalidBinding,
  forbiddenDomain,
  expiredGrant,
  expiredPeople,
  expiredPerson,
  expiredTeamMember,
  duplicateName,
  duplicateRole,
  duplicateShare,
  duplicateSignIn,
  conflictingRoleName,
  conflictingEnvironments,
  missingComponent,
  missingHost,
  missingStore,
  missingSetting,
  conflictingComponents,
  invalidBoundary,
  conflictingRegion,
  conflictingAccount,
  conflictingClass,
  conflictingHost,
  invalidResource,
  missingLimit,
  invalidUnit,
  invalidQuota,
  invalidLimits,
  invalidVolume,
  invalidNotebooks,
  invalidPool,
  invalidTenantRoles,
  invalidTrust,
  invalidRoleName,
  invalidOwner,
  invalidPermissions,
  invalidPolicies,
  forbiddenNamespace,
  forbiddenReuse,
  forbiddenKey,
  forbiddenObjectName,
  forbiddenVariable,
  forbiddenMount,
  forbiddenLiteral,
  forbiddenSubstitution,
  forbiddenExpansion,
  unusedField,
  unusedRemoval,
  unusedMember,
  riskyComment,
  riskyDatabase,
  riskyArtifacts
]
