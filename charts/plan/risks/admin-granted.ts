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
      message: `\`${who.join()}\` becomes admin${tenants.length > 0 ? '' : ' of the platform'}`,
      help: helps[tenants.length > 0 ? 'tenant' : 'platform'],
      at,
      tenants,
      clusters
    }))
  }
}

const helps = {
  tenant: 'an admin reads every secret in it and lets in others; `edit` is enough for work',
  platform: 'an admin of the platform may do everything in all tenants, and change them past git'
}
