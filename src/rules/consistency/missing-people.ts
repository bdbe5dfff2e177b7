import { expandFrom } from '../../model/expand-groups.ts'
import { adminGroups, cycles, nestedGroups } from '../../model/groups.ts'
import { own } from '../../values/lookup.ts'
import type { Rule } from '../rule.ts'
import { directoryNames } from '../support/directory-names.ts'

/** A group or team that grants access must not be empty. */
export const missingPeople: Rule = (model, report) => {
  const { groups, teams } = model.directory.value
  const isUnknown = ({ name }: { readonly name: string }) => !own(groups, name)
  // With unknown or circular groups in the directory, an empty group is only a consequence.
  if (nestedGroups(model).some(isUnknown) || cycles(model).length > 0) return
  const expand = expandFrom(model.directory.value, email => email)
  const members = model.tenants.flatMap(tenant => tenant.members)
  const admins = adminGroups(model).map(mention => ({ ...mention, kind: 'group' }))
  for (const { kind, name, at } of [...admins, ...members]) {
    if (kind !== 'group' && kind !== 'team') continue
    const isKnown = kind === 'group' ? own(groups, name) : own(teams, name)
    if (!isKnown || expand[kind](name).length > 0) continue
    report({
      code: 'missing-people',
      message: `${kind} \`${name}\` has no members`,
      at,
      help: `remove it, or add people to the ${kind} in ${directoryNames(model)}`
    })
  }
}
