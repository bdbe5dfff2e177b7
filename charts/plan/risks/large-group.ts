import type { Tenant } from '../../../src/model/tenant.ts'
import { groupBy } from '../../../src/values/group.ts'
import { lineAt } from '../line-at.ts'
import { thresholdsIn } from '../thresholds.ts'
import { perSite } from './risk-rule.ts'

/** Nobody looks at each person of a large group, and who joins it later has access as well. */
export const largeGroup = perSite('medium', ({ was, is }, { comparison }) => {
  const many = thresholdsIn(comparison)?.people
  if (!is || many === undefined) return []
  const old = groupsIn(was)
  return [...groupsIn(is)].flatMap(([through, people]) => {
    const before = new Set((old.get(through) ?? []).map(({ email }) => email))
    const [first] = people.filter(({ email }) => !before.has(email))
    if (people.length < many || !first) return []
    const [kind, name] = through.split(':')
    return [
      {
        message: `${people.length} people have role \`${first.role}\` through ${kind} \`${name}\``,
        help: 'ask whether all of them work on this; a smaller group is better',
        at: lineAt(first.at)
      }
    ]
  })
})

/** The people of each group and team that is let in. */
function groupsIn(tenant: Tenant | undefined) {
  const all = (tenant?.people ?? []).flatMap(({ email, ways }) =>
    ways.map(way => ({ email, ...way }))
  )
  return groupBy(
    all.filter(({ through }) => through !== 'user'),
    ({ through }) => through
  )
}
