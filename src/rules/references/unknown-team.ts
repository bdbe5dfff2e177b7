import { startOf } from '../../diagnostics/source.ts'
import type { Tenant } from '../../model/tenant.ts'
import { hintFrom } from '../../text/suggest.ts'
import { own } from '../../values/lookup.ts'
import type { Mention } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'
import { directoryNames } from '../support/directory-names.ts'
import { personInstead } from '../support/person-instead.ts'

/** A team named by a tenant, a member or a folder must be in the directory. */
export const unknownTeam: Rule = (model, report) => {
  const { directories, tenants } = model
  const { teams, groups } = model.directory.value
  const known = Object.keys(teams ?? {})
  const code = 'unknown-team'
  const hint = hintFrom(known, `teams are listed in ${directoryNames({ directories })}`)
  const move = hintFrom(known, "move the file to its team's folder, or write `team:` in it")
  for (const tenant of tenants) {
    const { folder, file, written } = tenant
    for (const { name, at } of [...ownTeam(tenant), ...memberTeams(tenant)]) {
      if (own(teams, name)) continue
      const group = `\`${name}\` is a group: to let its people in, write \`group: ${name}\``
      const help = own(groups, name)
        ? group
        : (personInstead(model, { name, at }, known) ?? hint(name))
      report({ code, message: `there is no team \`${name}\``, at, help })
    }
    if (folder === null || written.team !== undefined || own(teams, folder)) continue
    const message = `folder \`tenants/${folder}\` is named after an unknown team`
    report({ code, message, at: startOf(file), help: move(folder) })
  }
}

function ownTeam({ written, at }: Tenant): Mention[] {
  return written.team === undefined ? [] : [{ name: written.team, at: at('team') }]
}

function memberTeams({ members }: Tenant): Mention[] {
  return members.filter(({ kind }) => kind === 'team')
}
