import { parseQuantity } from '../../../src/kubernetes/quantity.ts'
import type { Site } from '../comparison.ts'
import type { Level } from '../plan-data.ts'
import { some } from '../print/some.ts'
import { thresholdsIn, usualQuota } from '../thresholds.ts'
import { perSite, placeIn } from './risk-rule.ts'

/** Others wait for what one tenant may take. */
export const quotaRaised = perSite('medium', (site, { comparison }) => {
  const thresholds = thresholdsIn(comparison)?.quota
  if (!thresholds) return []
  const all = Object.entries(thresholds).flatMap(([field, threshold]) => {
    const fields = field === 'gpu' ? [field, ...devicesOf(site)] : [field]
    return fields.map(name => [name, threshold] as const)
  })
  if (!site.was) return begun(site, all, usualQuota(comparison))
  return all.flatMap(([field, threshold]) => {
    const message = raised(site, field, threshold)
    if (message === undefined) return []
    return [{ message, help, ...levelOf([field]), ...placeIn(site, 'quota', field) }]
  })
})

const help = 'look whether the cluster has as much'

/** Pods without more CPU and memory cost addresses and little else. */
function levelOf(fields: readonly string[]): { readonly level?: Level } {
  return fields.every(field => field === 'pods') ? { level: 'low' } : {}
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

/** A new tenant takes all of its quota, also what its file does not mention. Nobody has to look at what is usual. */
function begun(
  site: Site,
  thresholds: readonly (readonly [string, Threshold])[],
  usual: Readonly<Record<string, unknown>>
) {
  const { change, is } = site
  if (change !== 'added') return []
  const lines = thresholds.flatMap(([field, threshold]) => {
    const line = lineOf(is, field)
    const nano = line ? nanoOf(line.amount) : 0n
    const isMuch = nano > 0n && nano >= nanoOf(threshold) && nano > nanoOf(usual[field])
    return line && isMuch ? [line] : []
  })
  const [first] = lines
  if (!first) return []
  const fields = lines.map(({ field }) => field)
  const message = `new, with a quota of ${some(lines.map(amountText), fields.length)}`
  return [{ message, help, ...levelOf(fields), ...placeIn(site, 'quota', first.field) }]
}

function amountText({ field, amount, rule }: Line): string {
  return `${amount} \`${field}\`${rule === null ? '' : ', which the policy fills in'}`
}

type Line = NonNullable<Site['is']>['quota'][number]

function lineOf(tenant: Site['is'], field: string): Line | undefined {
  return tenant?.quota.find(other => other.field === field)
}

function nanoOf(amount: unknown): bigint {
  return amount === undefined ? 0n : (parseQuantity(String(amount))?.nano ?? 0n)
}
