import { outsiders } from '../../model/outsiders.ts'
import type { Rule } from '../rule.ts'

/** Warns where an owner is not in the team of the folder any more, whose rules no longer count then. */
export const expiredTeamMember: Rule = (model, report, { touched }) => {
  for (const { owner, team, at } of outsiders(model)) {
    if (touched.has(at.source.path)) continue
    report({
      code: 'expired-team-member',
      message: `\`${owner}\` is not in team \`${team}\`, in whose folder the file lies`,
      at,
      help: `until the file moves to \`tenants/\` or has an owner from the team, no rule of the policy for the team counts for it`
    })
  }
}
