import type { Member, Role } from '../../model/members.ts'
import { roleOrView, weaker } from '../../model/members.ts'
import type { Model } from '../../model/model.ts'
import type { Tenant } from '../../model/tenant.ts'
import { normalizeEmail } from '../../values/email.ts'
import { addTo } from '../../values/group.ts'

/** Two entries of `members` for the same person, group or workload. */
interface Repeat {
  readonly earlier: Member
  readonly later: Member
}

/** Pairs in which one entry adds nothing to the other, either with the same role or with different ones. */
export function repeats({ common, tenants, emails }: Model, sameRole: boolean): Repeat[] {
  const { roles = {} } = common.value
  const role = (member: Member): Role => roleOrView(member.role, roles)
  const normal = (email: string) => normalizeEmail(email, emails.lowercase)
  return tenants.flatMap(tenant => {
    const listed = new Map<string, Member[]>()
    return tenant.members.flatMap(later => {
      const keys = keysOf(later, tenant, normal)
      const before = keys.flatMap(key => listed.get(key) ?? [])
      for (const key of keys) addTo(listed, key, later)
      const earlier = before.find(other => !isExtra(other, later, role))
      return earlier && (role(earlier) === role(later)) === sameRole ? [{ earlier, later }] : []
    })
  })
}

/** A tenant as a member includes its service accounts, which may also be listed individually. */
function keysOf({ kind, name }: Member, { neighbours }: Tenant, normal: (email: string) => string) {
  if (kind === 'user') return [`user:${normal(name)}`]
  if (kind === 'serviceAccount') return [name]
  if (kind !== 'tenant') return [`${kind}:${name}`]
  const accounts = neighbours.find(({ tenant }) => tenant === name)?.accounts ?? []
  return [`tenant:${name}`, ...accounts.map(account => `${name}/${account}`)]
}

/** A stronger role that expires first is not redundant, because the weaker one remains. */
function isExtra(a: Member, b: Member, role: (member: Member) => Role): boolean {
  if (isWorkload(a) || role(a) === role(b)) return false
  const [weak, strong] = weaker(role(a), role(b)) ? [a, b] : [b, a]
  return strong.until !== null && (weak.until === null || strong.until < weak.until)
}

/** For people the strongest role counts, for workloads it does not. */
export function isWorkload({ kind }: Member): boolean {
  return kind === 'tenant' || kind === 'serviceAccount'
}
