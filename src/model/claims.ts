import type { Model } from './model.ts'
import { namings } from './people.ts'
import { ownRoles } from './shared-role.ts'
import type { Tenant } from './tenant.ts'

/** Something that only one tenant may have, and who has it or how. */
export type Claim = readonly [what: string, whose: string]

/** What each tenant claims for itself, by file: its shares, its roles, and its spelling of e-mails. */
export function claimsOf({ tenants, documents, emails }: Model): ReadonlyMap<string, Claim[]> {
  const claims = new Map<string, Claim[]>(documents.map(({ root }) => [root.source.path, []]))
  for (const tenant of tenants) claims.get(tenant.file.path)?.push(...ofTenant(tenant))
  // If all e-mails are in lower case, spellings cannot differ.
  if (emails.lowercase) return claims
  for (const { person, at } of namings(documents.map(({ root }) => root)).all) {
    claims.get(at.source.path)?.push([`person ${person.toLowerCase()}`, person])
  }
  return claims
}

/** Whether two claims conflict. Who they are from and where can only be found with all tenants at hand. */
export function areDisputed(claims: Iterable<Claim>): boolean {
  const owners = new Map<string, string>()
  for (const [what, whose] of claims) {
    const owner = owners.get(what)
    if (owner !== undefined && owner !== whose) return true
    owners.set(what, whose)
  }
  return false
}

function ofTenant({ name, cluster, aws, volumes }: Tenant): Claim[] {
  const made = ownRoles(aws)
  const arns = [...made, ...(aws.role ? [aws.role] : [])].map(({ arn }) => arn)
  const names = made.map(role => `role ${cluster.aws.account} ${role.name.toLowerCase()}`)
  const shares = volumes.flatMap(({ share }) => (share ? [`share ${share.handle}`] : []))
  return [...arns, ...names, ...shares].map(what => [what, name])
}
