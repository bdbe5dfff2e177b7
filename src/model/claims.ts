import type { Model } from './model.ts'
import { namings } from './people.ts'
import type { Tenant } from './tenant.ts'

/** Something of which there is one for all tenants, and whose or how it is. */
export type Claim = readonly [what: string, whose: string]

/** What each tenant has for itself: its shares, its roles, and how it spells e-mails; by its file. */
export function claimsOf({ tenants, documents, common }: Model): ReadonlyMap<string, Claim[]> {
  const claims = new Map<string, Claim[]>(documents.map(({ root }) => [root.source.path, []]))
  for (const tenant of tenants) claims.get(tenant.file.path)?.push(...ofTenant(tenant))
  // Where all are written in lower case, there are no two.
  if (common.value.emails?.lowercase) return claims
  for (const { person, at } of namings(documents.map(({ root }) => root)).all) {
    claims.get(at.source.path)?.push([`person ${person.toLowerCase()}`, person])
  }
  return claims
}

/** Whether two claim the same; who they are and where, only a look at all tenants can tell. */
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
  const made = [aws.workloads, aws.secrets].filter(role => role !== null)
  const arns = [...made, ...(aws.role ? [aws.role] : [])].map(({ arn }) => arn)
  const names = made.map(role => `role ${cluster.aws.account} ${role.name.toLowerCase()}`)
  const shares = volumes.flatMap(({ share }) => (share ? [`share ${share.handle}`] : []))
  return [...arns, ...names, ...shares].map(what => [what, name])
}
