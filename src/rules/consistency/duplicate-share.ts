import type { Rule } from '../rule.ts'
import { contested } from '../support/contested.ts'
import { reportSameValues, type UniqueValues } from '../support/same-values.ts'

const unique: UniqueValues = {
  code: 'duplicate-share',
  path: ['storage', 'shares'],
  noun: 'access point',
  map: ({ storage }) => storage?.shares,
  why: 'each access point belongs to one tenant'
}

/** A share must belong to only one volume of one tenant, but may be used on several clusters. */
export const duplicateShare: Rule = (model, report, { touched }) => {
  reportSameValues(model, unique, report)
  const uses = model.tenants.flatMap(tenant =>
    tenant.volumes.flatMap(({ share, name: volume }, index) => {
      const user = `volume \`${volume}\` of tenant \`${tenant.name}\``
      const at = tenant.asked('volumes', index, 'share')
      return share ? [{ tenant, what: share.handle, name: share.name, user, at }] : []
    })
  )
  for (const { use, holder } of contested(uses, 'shares', touched)) {
    report({
      code: 'duplicate-share',
      message: `share \`${use.name}\` is already used by ${holder.user}`,
      at: use.at,
      related: [{ message: 'it is used here', at: holder.at }],
      help: 'ask the platform team for another access point, and name that one here'
    })
  }
}
