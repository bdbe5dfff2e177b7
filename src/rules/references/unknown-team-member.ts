import { outsiders } from '../../model/outsiders.ts'
import type { Rule } from '../rule.ts'

/** The owner of a new or changed file in a team's folder must be in that team. */
export const unknownTeamMember: Rule = (model, report, { touched }) => {
  for (const { owner, team, at } of outsiders(model)) {
    if (!touched.has(at.source.path)) continue
    report({
      code: 'unknown-team-member',
      message: `\`${owner}\` is not in team \`${team}\`, in whose folder the file lies`,
      at,
      help: `move the file to \`tenants/\`, or name an owner from the team`
    })
  }
}
