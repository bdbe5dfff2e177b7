import type { Span } from '../../diagnostics/source.ts'
import type { Rule } from '../rule.ts'
import { reportSameValues, type UniqueValues } from '../support/same-values.ts'

const unique: UniqueValues = {
  code: 'duplicate-share',
  path: ['storage', 'shares'],
  noun: 'access point',
  map: ({ storage }) => storage?.shares,
  why: 'each access point belongs to one tenant'
}

/** A share must belong to only one volume of one tenant, but may be used on several clusters. */
export const duplicateShare: Rule = (model, report) => {
  reportSameValues(model, unique, report)
  const first = new Map<string, { readonly user: string; readonly at: Span }>()
  for (const { name, volumes, asked } of model.tenants) {
    volumes.forEach(({ share, name: volume }, index) => {
      if (!share) return
      const user = `volume \`${volume}\` of tenant \`${name}\``
      const at = asked('volumes', index, 'share')
      const other = first.get(share.handle)
      if (!other) first.set(share.handle, { user, at })
      if (!other || other.user === user) return
      report({
        code: 'duplicate-share',
        message: `share \`${share.name}\` is already used by ${other.user}`,
        at,
        related: [{ message: 'it is used here', at: other.at }],
        help: 'ask the platform team for another access point, and name that one here'
      })
    })
  }
}
