import { compareQuantities, parseQuantity } from '../../../src/kubernetes/quantity.ts'
import { perSite, placeIn } from './risk-rule.ts'

/** GPUs cost the most, and others wait for them. */
export const quotaRaised = perSite('medium', site => {
  const { was, is } = site
  if (!was || !is) return []
  return is.quota.flatMap(({ field, amount }) => {
    const old = was.quota.find(other => other.field === field)?.amount
    const [before, after] = [parseQuantity(old ?? '0'), parseQuantity(amount)]
    if (!before || !after || compareQuantities(after, before) <= 0) return []
    if (field !== 'gpu' && after.nano < before.nano * 4n) return []
    const message = `its quota of \`${field}\` rises from ${old ?? 'nothing'} to ${amount}`
    return [
      { message, help: 'look whether the cluster has as much', ...placeIn(site, 'quota', field) }
    ]
  })
})
