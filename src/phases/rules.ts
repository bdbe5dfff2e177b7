import type { Rule } from '../rule.ts'
import { conflictingAccount } from '../rules/conflicting-account.ts'
import { conflictingAlias } from '../rules/conflicting-alias.ts'
import { conflictingBinding } from '../rules/conflicting-binding.ts'
import { conflictingClass } from '../rules/conflicting-class.ts'
import { conflictingEmail } from '../rules/conflicting-email.ts'
import { conflictingEnvironments } from '../rules/conflicting-environments.ts'
import { conflictingGrants } from '../rules/conflicting-grants.ts'
import { conflictingRegion } from '../rules/conflicting-region.ts'
import { conflictingRoleName } from '../rules/conflicting-role-name.ts'
import { duplicateMember } from '../rules/duplicate-member.ts'
import { duplicateName } from '../rules/duplicate-name.ts'
import { duplicateRole } from '../rules/duplicate-role.ts'
import { duplicateShare } from '../rules/duplicate-share.ts'
import { duplicateSignIn } from '../rules/duplicate-sign-in.ts'
import { expiredGrant } from '../rules/expired-grant.ts'
import { expiredPerson } from '../rules/expired-person.ts'
import { forbiddenDomain } from '../rules/forbidden-domain.ts'
import { forbiddenExpansion } from '../rules/forbidden-expansion.ts'
import { forbiddenKey } from '../rules/forbidden-key.ts'
import { forbiddenLiteral } from '../rules/forbidden-literal.ts'
import { forbiddenMount } from '../rules/forbidden-mount.ts'
import { forbiddenNamespace } from '../rules/forbidden-namespace.ts'
import { forbiddenObjectName } from '../rules/forbidden-object-name.ts'
import { forbiddenSubstitution } from '../rules/forbidden-substitution.ts'
import { forbiddenVariable } from '../rules/forbidden-variable.ts'
import { invalidBinding } from '../rules/invalid-binding.ts'
import { invalidLimits } from '../rules/invalid-limits.ts'
import { invalidNotebooks } from '../rules/invalid-notebooks.ts'
import { invalidPermissions } from '../rules/invalid-permissions.ts'
import { invalidPerson } from '../rules/invalid-person.ts'
import { invalidPool } from '../rules/invalid-pool.ts'
import { invalidQuota } from '../rules/invalid-quota.ts'
import { invalidResource } from '../rules/invalid-resource.ts'
import { invalidRoleName } from '../rules/invalid-role-name.ts'
import { invalidTrust } from '../rules/invalid-trust.ts'
import { invalidUnit } from '../rules/invalid-unit.ts'
import { invalidVolume } from '../rules/invalid-volume.ts'
import { missingPeople } from '../rules/missing-people.ts'
import { missingSetting } from '../rules/missing-setting.ts'
import { missingStore } from '../rules/missing-store.ts'
import { riskyArtifacts } from '../rules/risky-artifacts.ts'
import { riskyDatabase } from '../rules/risky-database.ts'
import { unusedField } from '../rules/unused-field.ts'

/** What is wrong though each name leads somewhere. */
export const rules: readonly Rule[] = [
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
  expiredPerson,
  duplicateName,
  duplicateRole,
  duplicateShare,
  duplicateSignIn,
  conflictingRoleName,
  conflictingEnvironments,
  missingStore,
  missingSetting,
  conflictingRegion,
  conflictingAccount,
  conflictingClass,
  invalidResource,
  invalidUnit,
  invalidQuota,
  invalidLimits,
  invalidVolume,
  invalidNotebooks,
  invalidPool,
  invalidTrust,
  invalidRoleName,
  invalidPermissions,
  forbiddenNamespace,
  forbiddenKey,
  forbiddenObjectName,
  forbiddenVariable,
  forbiddenMount,
  forbiddenLiteral,
  forbiddenSubstitution,
  forbiddenExpansion,
  unusedField,
  riskyDatabase,
  riskyArtifacts
]
