import type { Cluster } from '../../cluster/cluster.ts'
import { compareQuantities, parseQuantity, type Quantity } from '../../kubernetes/quantity.ts'
import type { Tenant } from '../../model/tenant.ts'
import { orList } from '../../text/prose.ts'
import { listAt, pick, textAt } from '../dump/pick.ts'
import { controlled } from '../profiles/found-quota.ts'

/** How much of their quotas tenants use. */
export interface Usage {
  /** When that was, such as `2026-11-30 08:15 UTC`. */
  readonly at: string
  readonly amounts: ReadonlyMap<string, Quantity>
}

/** What a tenant uses of a resource, if that is known. */
export function usedBy(
  { amounts }: Usage,
  { name, cluster }: Tenant,
  resource: string
): Quantity | undefined {
  return amounts.get(keyOf({ cluster: cluster.name, tenant: name, resource }))
}

/** An amount in the units of another, rounded up to thousandths, or to Mi. */
export function inUnitsOf({ nano }: Quantity, { family }: Quantity): Quantity {
  const unit = family !== 'binary' ? milli : nano < mebi ? milli * 1000n : mebi
  return { nano: ((nano + unit - 1n) / unit) * unit, family }
}

const milli = 10n ** 6n
const mebi = 2n ** 20n * milli * 1000n

/** Reads an answer of Prometheus to the query `kube_resourcequota`; a sentence says what is wrong with it. */
export function readUsage(text: string, clusters: readonly Cluster[]): Usage | string {
  const answer = parsed(text)
  if (pick(answer, 'data', 'resultType') !== 'vector') return 'is no answer of Prometheus'
  const found = listAt(answer, 'data', 'result').flatMap(quotaLine)
  if (found.length === 0) return 'has no line of `kube_resourcequota` with `type="used"`'
  const here = found.flatMap(line => {
    const cluster = clusterOf(line, clusters)
    return cluster === undefined ? [] : [{ ...line, cluster }]
  })
  const [first] = found
  if (here.length === 0 && first) return unknownCluster(first, clusters)
  const latest = here.reduce((last, { second }) => Math.max(last, second), 0)
  return { at: minuteOf(latest), amounts: largest(here) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Line {
  /** As the metric says, or an empty text. */
  readonly cluster: string
  readonly tenant: string
  readonly resource: string
  readonly amount: Quantity
  readonly second: number
}

/** What is used of the quota that Kubeflow's profile controller makes. */
function quotaLine(item: unknown): Line[] {
  const of = (label: string) => textAt(item, 'metric', label)
  if (of('type') !== 'used' || of('resourcequota') !== controlled) return []
  const [second, value] = listAt(item, 'value')
  const amount = parseQuantity(String(value))
  if (!amount || typeof second !== 'number' || !(second >= 0 && second < lastSecond)) return []
  const [cluster, tenant, resource] = [of('cluster'), of('namespace'), of('resource')]
  return [{ cluster, tenant, resource, amount, second }]
}

/** Metrics of several clusters in one place say which one they are of, in a label that people choose. */
function clusterOf({ cluster }: Line, clusters: readonly Cluster[]): string | undefined {
  const [only, ...others] = clusters
  if (cluster === '') return others.length === 0 ? only?.name : undefined
  return clusters.find(({ name, aws }) => name === cluster || aws.eks === cluster)?.name
}

function unknownCluster({ cluster }: Line, clusters: readonly Cluster[]): string {
  if (cluster === '') return 'does not say of which cluster it is: name that by `--cluster`'
  const names = orList(clusters.map(({ name }) => name))
  return `is of cluster \`${cluster}\`, and the report is about ${names}`
}

/** Several programs may have measured the same. */
function largest(lines: readonly Line[]): ReadonlyMap<string, Quantity> {
  const amounts = new Map<string, Quantity>()
  for (const { amount, ...line } of lines) {
    const other = amounts.get(keyOf(line))
    if (!other || compareQuantities(amount, other) > 0) amounts.set(keyOf(line), amount)
  }
  return amounts
}

function keyOf({ cluster, tenant, resource }: Omit<Line, 'amount' | 'second'>): string {
  return `${cluster}/${tenant}/${resource}`
}

/** Where what JavaScript knows as a date ends. */
const lastSecond = 8.64e12

/** A time in seconds, to the minute. */
function minuteOf(second: number): string {
  return `${new Date(second * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
