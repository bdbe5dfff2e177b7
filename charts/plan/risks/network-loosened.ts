import { andList } from '../../../src/text/prose.ts'
import type { Site } from '../comparison.ts'
import { watchedChanges } from '../watched-changes.ts'
import { perSite, placeIn, type RiskRule } from './risk-rule.ts'

/** Code in the tenant can send what it reads to more places, or more may connect to it. */
const ofTenants = perSite('medium', site => {
  return [...egress(site), ...published(site), ...callers(site)]
})

export const networkLoosened: RiskRule = {
  level: 'medium',
  find: seen => [...ofTenants.find(seen), ...watchedChanges(seen.comparison, 'network-loosened')]
}

function egress(site: Site) {
  const { was, is } = site
  if (!was || !is) return []
  const ranges = is.network.ranges.filter(range => !was.network.ranges.includes(range))
  const opened = is.network.open && !was.network.open
  const to = opened ? 'anywhere' : andList(ranges)
  if (to === '' || (was.network.open && !opened)) return []
  return [
    {
      message: `pods may connect to ${to}`,
      help: 'what they read may leave the company this way: ask what it is needed for',
      ...placeIn(site, 'network', 'egress')
    }
  ]
}

/** New tenants, too: nobody has looked at their models. */
function published(site: Site) {
  const [old, now] = [site.was, site.is].map(tenant => tenant?.serving.public ?? [])
  const models = (now ?? []).filter(model => !old?.includes(model))
  if (models.length === 0) return []
  return [
    {
      level: 'high' as const,
      message: `anyone may call the ${models.length === 1 ? 'model' : 'models'} ${andList(models)}`,
      help: 'nobody has to sign in for that: ask whether strangers may see what it answers',
      ...placeIn(site, 'serving', 'public')
    }
  ]
}

/** Callers in other tenants are told as such. */
function callers(site: Site) {
  const [old, now] = [site.was, site.is].map(outside)
  const names = (now ?? []).filter(name => !old?.includes(name))
  if (names.length === 0) return []
  return [
    {
      message: `models may be called by ${andList(names)}`,
      help: 'whoever may run code there can call them too',
      ...placeIn(site, 'serving')
    }
  ]
}

function outside(tenant: Site['is']): string[] {
  return (tenant?.serving.callers ?? [])
    .filter(caller => caller.tenant === null)
    .flatMap(({ namespace, accounts }) => accounts.map(account => `${namespace}/${account}`))
}
