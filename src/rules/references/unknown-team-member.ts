import { outsiders } from '../../model/outsiders.ts'
import { strangers } from '../../model/people.ts'
import type { Rule } from '../rule.ts'

/** The owner of a new or changed file in a team's folder must be in that team. */
export const unknownTeamMember: Rule = (model, report, { touched }) => {
  const owners = strangers(model).filter(({ list }) => !list)
  const left = new Set(owners.map(({ at }) => at.source.path))
  for (const { owner, team, at } of outsiders(model)) {
    const { path } = at.source
    if (!touched.has(path)) continue
    // `expired-person` tells of an owner who has left, unless the change moved the file.
    if (left.has(path) && touched.before?.(path)?.path === path) continue
    report({
      code: 'unknown-team-member',
      message: `\`${owner}\` is not in team \`${team}\`, in whose folder the file lies`,
      at,
      help: `move the file to \`tenants/\`, or name an owner from the team`
    })
  }
}
