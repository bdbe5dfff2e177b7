import { reviewOf } from '../../../src/documents/common.ts'
import { parseQuantity } from '../../../src/kubernetes/quantity.ts'
import { perSite, placeIn } from './risk-rule.ts'

/** Others wait for what one tenant may take. */
export const quotaRaised = perSite('medium', (site, { comparison }) => {
  const { was, is } = site
  const common = comparison.after.model?.common.value
  if (!was || !is || !common) return []
  return Object.entries(reviewOf(common).quota).flatMap(([field, threshold]) => {
    const [old, now] = [was, is].map(({ quota }) => {
      return quota.find(other => other.field === field)?.amount
    })
    // Without an amount there is no limit.
    const isFree = old !== undefined && now === undefined
    const rise = old !== undefined && now !== undefined ? nanoOf(now) - nanoOf(old) : 0n
    if (!isFree && (rise <= 0n || rise < nanoOf(threshold))) return []
    const message = isFree
      ? `its quota has no limit of \`${field}\` any more, which was ${old}`
      : `its quota of \`${field}\` rises from ${old} to ${now}`
    return [
      { message, help: 'look whether the cluster has as much', ...placeIn(site, 'quota', field) }
    ]
  })
})

function nanoOf(amount: string | number): bigint {
  return parseQuantity(amount)?.nano ?? 0n
}
