import type { Member, Role } from '../../model/members.ts'
import { roleOrView, weaker } from '../../model/members.ts'
import type { Model } from '../../model/model.ts'
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
      const { kind, name } = later
      const key = `${kind}:${kind === 'user' ? normal(name) : name}`
      const earlier = listed.get(key)?.find(other => !isExtra(other, later, role))
      addTo(listed, key, later)
      return earlier && (role(earlier) === role(later)) === sameRole ? [{ earlier, later }] : []
    })
  })
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
