import { parseQuantity } from '../../../src/kubernetes/quantity.ts'
import type { Site } from '../comparison.ts'
import { thresholdsIn } from '../thresholds.ts'
import { perSite, placeIn } from './risk-rule.ts'

/** Others wait for what one tenant may take. */
export const quotaRaised = perSite('medium', (site, { comparison }) => {
  const thresholds = thresholdsIn(comparison)
  if (!thresholds) return []
  return Object.entries(thresholds.quota).flatMap(([field, threshold]) => {
    const message = site.was ? raised(site, field, threshold) : begun(site, field, threshold)
    if (message === undefined) return []
    return [
      { message, help: 'look whether the cluster has as much', ...placeIn(site, 'quota', field) }
    ]
  })
})

type Threshold = string | number

function raised({ was, is }: Site, field: string, threshold: Threshold): string | undefined {
  const [old, now] = [was, is].map(tenant => lineOf(tenant, field)?.amount)
  if (!is || old === undefined) return undefined
  // Without an amount there is no limit.
  if (now === undefined) return `the quota has no limit of \`${field}\` any more, which was ${old}`
  const rise = nanoOf(now) - nanoOf(old)
  if (rise <= 0n || rise < nanoOf(threshold)) return undefined
  return `the quota of \`${field}\` rises from ${old} to ${now}`
}

/** A new tenant takes all of its quota, also what its file does not mention. */
function begun({ change, is }: Site, field: string, threshold: Threshold): string | undefined {
  const line = lineOf(is, field)
  if (change !== 'added' || !line) return undefined
  const nano = nanoOf(line.amount)
  if (nano === 0n || nano < nanoOf(threshold)) return undefined
  const whose = line.rule === null ? '' : ', which the policy fills in'
  return `new, with a quota of ${line.amount} \`${field}\`${whose}`
}

function lineOf(tenant: Site['is'], field: string) {
  return tenant?.quota.find(other => other.field === field)
}

function nanoOf(amount: Threshold): bigint {
  return parseQuantity(amount)?.nano ?? 0n
}
