import type { RiskRule } from './risk-rule.ts'

/** An admin of a tenant lets in others by hand, and reads its secrets. */
export const adminGranted: RiskRule = {
  level: 'high',
  find: ({ access }) => {
    // Every tenant has an owner, and a new one is a risk of its own.
    const admins = access.filter(({ after, ways }) => {
      return after.role === 'admin' && !ways.includes('owner')
    })
    return admins.map(({ who, at, tenants, clusters }) => ({
      message: `\`${who.join()}\` becomes admin`,
      help: 'an admin reads every secret in it and lets in others; `edit` is enough for work',
      at,
      tenants,
      clusters
    }))
  }
}
