import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/source.ts'
import type { Model } from '../../model/model.ts'
import { twins } from '../../values/lookup.ts'
import type { Rule } from '../rule.ts'

/** A share must belong to only one volume of one tenant, but may be used on several clusters. */
export const duplicateShare: Rule = (model, report) => {
  reportTwins(model, report)
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
        message: `share \`${share.name}\` already is ${other.user}`,
        at,
        related: [{ message: 'it is taken here', at: other.at }],
        help: 'let the platform team make another access point, and name that one here'
      })
    })
  }
}

function reportTwins({ clusters }: Model, report: Report): void {
  for (const { file, at } of clusters) {
    for (const [name, first] of twins(file.storage?.shares)) {
      report({
        code: 'duplicate-share',
        message: `\`${name}\` is the same access point as \`${first}\``,
        at: at('storage', 'shares', name),
        related: [{ message: `\`${first}\` stands here`, at: at('storage', 'shares', first) }],
        help: 'keep one of the two: an access point serves one tenant'
      })
    }
  }
}
