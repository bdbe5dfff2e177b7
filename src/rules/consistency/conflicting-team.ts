import { own } from '../../values/lookup.ts'
import type { Rule } from '../rule.ts'

/** A file in a team's folder belongs to that team, so it must not name another one. */
export const conflictingTeam: Rule = ({ tenants, directory }, report) => {
  for (const { folder, team, at } of tenants) {
    if (folder === null || !team || team.name === folder) continue
    if (!own(directory.value.teams, folder)) continue
    report({
      code: 'conflicting-team',
      message: `the file lies in the folder of team \`${folder}\`, but names team \`${team.name}\``,
      at: at('team'),
      help: `remove \`team\`, or move the file to \`tenants/${team.name}/\``
    })
  }
}
