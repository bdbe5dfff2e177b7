import { perSite, placeIn } from './risk-rule.ts'

/** Code in the tenant can send what it reads to more places, or more may connect to it. */
export const networkLoosened = perSite('medium', site => {
  const { was, is } = site
  if (!was || !is) return []
  const ranges = is.network.ranges.filter(range => !was.network.ranges.includes(range))
  const opened = is.network.open && !was.network.open
  const to = opened ? ['anywhere'] : ranges.map(range => `\`${range}\``)
  if (to.length === 0 || (was.network.open && !opened)) return []
  return [
    {
      message: `its pods may connect to ${to.join(', ')}`,
      help: 'what they read may leave the company this way: ask what it is needed for',
      ...placeIn(site, 'network', 'egress')
    }
  ]
})
