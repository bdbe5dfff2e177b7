import { adminGroups, memberGroups, nestedGroups } from '../../model/groups.ts'
import { hintFrom } from '../../text/suggest.ts'
import { own } from '../../values/lookup.ts'
import type { Rule } from '../rule.ts'
import { directoryNames } from '../support/directory-names.ts'
import { personInstead } from '../support/person-instead.ts'

/** A group that a member, an admin, a team or another group names must be in the directory. */
export const unknownGroup: Rule = (model, report) => {
  const { groups, teams } = model.directory.value
  const known = Object.keys(groups ?? {})
  const hint = hintFrom(known, `groups are listed in ${directoryNames(model)}`)
  const named = [...nestedGroups(model), ...adminGroups(model), ...memberGroups(model)]
  for (const { name, at } of named) {
    if (own(groups, name)) continue
    const team = `\`${name}\` is a team: to let its people in, write \`team: ${name}\``
    const help = own(teams, name) ? team : (personInstead(model, { name, at }, known) ?? hint(name))
    report({ code: 'unknown-group', message: `there is no group \`${name}\``, at, help })
  }
}
