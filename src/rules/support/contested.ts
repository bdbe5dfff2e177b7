import type { Span } from '../../diagnostics/source.ts'
import { type ListField, listed } from '../../model/grants.ts'
import type { Tenant } from '../../model/tenant.ts'
import { matches } from '../../values/glob.ts'
import { groupBy } from '../../values/group.ts'
import type { Touched } from '../rule.ts'
import { isNewFile, newValues } from './new-values.ts'

/** A tenant's use of something that only one may use. */
interface Use {
  readonly tenant: Tenant
  readonly what: string
  /** What the tenant calls it. */
  readonly name: string
  /** Who uses it, for messages. */
  readonly user: string
  readonly at: Span
}

/**
 * Uses of what belongs to somebody else, and that other use. It belongs to whoever used it before the
 * change; among the others, to those whom the policy grants it; then to the first.
 */
export function contested(uses: readonly Use[], field: ListField, touched: Touched) {
  const isNew = newValues(touched)
  const isLate = ({ tenant, at }: Use) => isNew(at) || isNewFile(tenant.file.path, touched)
  const isGranted = ({ tenant, name }: Use) =>
    listed(tenant.granted, field).some(pattern => matches(pattern, name))
  return [...groupBy(uses, ({ what }) => what).values()].flatMap(group => {
    const [first] = group
    if (group.every(({ user }) => user === first?.user)) return []
    const early = group.filter(use => !isLate(use))
    const best = early.length > 0 ? early : group
    const holder = best.find(isGranted) ?? best[0]
    return group.flatMap(use => (holder && use.user !== holder.user ? [{ use, holder }] : []))
  })
}
