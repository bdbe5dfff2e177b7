import { perSite, placeIn } from './risk-rule.ts'

/** The owner may do everything in the tenant, and approves its changes. */
export const ownerChanged = perSite('high', site => {
  const { was, is } = site
  if (!was || !is || was.owner === is.owner) return []
  return [
    {
      message: `the owner changes from \`${was.owner}\` to \`${is.owner}\``,
      help: 'both should agree to this',
      ...placeIn(site, 'owner')
    }
  ]
})
