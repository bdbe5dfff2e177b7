import { parseQuantity } from '../../../src/kubernetes/quantity.ts'
import type { Site } from '../comparison.ts'
import type { Level } from '../plan-data.ts'
import { thresholdsIn } from '../thresholds.ts'
import { perSite, placeIn } from './risk-rule.ts'

/** Others wait for what one tenant may take. */
export const quotaRaised = perSite('medium', (site, { comparison }) => {
  const thresholds = thresholdsIn(comparison)?.quota
  if (!thresholds) return []
  const all = Object.entries(thresholds).flatMap(([field, threshold]) => {
    const fields = field === 'gpu' ? [field, ...devicesOf(site)] : [field]
    return fields.map(name => [name, threshold] as const)
  })
  return all.flatMap(([field, threshold]) => {
    const message = site.was ? raised(site, field, threshold) : begun(site, field, threshold)
    if (message === undefined) return []
    const place = placeIn(site, 'quota', field)
    return [{ message, help: 'look whether the cluster has as much', ...levelOf(field), ...place }]
  })
})

/** Pods without more CPU and memory cost addresses and little else. */
function levelOf(field: string): { readonly level?: Level } {
  return field === 'pods' ? { level: 'low' } : {}
}

/** Devices that a quota names as Kubernetes does, such as parts of a GPU. */
function devicesOf({ was, is }: Site): readonly string[] {
  const fields = [was, is].flatMap(tenant => (tenant?.quota ?? []).map(({ field }) => field))
  return [...new Set(fields)].filter(isDevice)
}

function isDevice(field: string): boolean {
  return /^requests\.[^/]+\//.test(field)
}

type Threshold = string | number

function raised({ was, is }: Site, field: string, threshold: Threshold): string | undefined {
  const [old, now] = [was, is].map(tenant => lineOf(tenant, field))
  if (!is || !old) return now && asked(now, threshold)
  // Without an amount there is no limit.
  if (!now) return `the quota has no limit of \`${field}\` any more, which was ${old.amount}`
  const rise = nanoOf(now.amount) - nanoOf(old.amount)
  if (rise <= 0n || rise < nanoOf(threshold)) return undefined
  return `the quota of \`${field}\` rises from ${old.amount} to ${now.amount}`
}

/** A device that nothing limited is one that nobody had asked for. */
function asked({ field, amount, rule }: Line, threshold: Threshold): string | undefined {
  const isMuch = nanoOf(amount) > 0n && nanoOf(amount) >= nanoOf(threshold)
  if (rule !== null || !isDevice(field) || !isMuch) return undefined
  return `the quota of \`${field}\` is ${amount}, and nothing limited it before`
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

type Line = NonNullable<Site['is']>['quota'][number]

function lineOf(tenant: Site['is'], field: string): Line | undefined {
  return tenant?.quota.find(other => other.field === field)
}

function nanoOf(amount: Threshold): bigint {
  return parseQuantity(amount)?.nano ?? 0n
}
