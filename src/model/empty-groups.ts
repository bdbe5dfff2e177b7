import { own } from '../values/lookup.ts'
import type { Mention } from '../yaml/node.ts'
import { expandFrom } from './expand-groups.ts'
import { adminGroups, cycles, nestedGroups } from './groups.ts'
import type { Model } from './model.ts'

interface Empty extends Mention {
  readonly kind: 'group' | 'team'
}

/** Every place that lets in a group or team in which nobody is. */
export function emptyGroups(model: Model): Empty[] {
  const { groups, teams } = model.directory.value
  const isUnknown = ({ name }: { readonly name: string }) => !own(groups, name)
  // With unknown or circular groups in the directory, an empty group is only a consequence.
  if (nestedGroups(model).some(isUnknown) || cycles(model).length > 0) return []
  const expand = expandFrom(model.directory.value, email => email)
  const members = model.tenants.flatMap(tenant => tenant.members)
  const admins = adminGroups(model).map(mention => ({ ...mention, kind: 'group' as const }))
  return [...admins, ...members].flatMap(({ kind, name, at }) => {
    if (kind !== 'group' && kind !== 'team') return []
    const isKnown = kind === 'group' ? own(groups, name) : own(teams, name)
    return isKnown && expand[kind](name).length === 0 ? [{ kind, name, at }] : []
  })
}
