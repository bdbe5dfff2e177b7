import { quotaNames } from '../documents/tenant.ts'
import { type Amount, containerOf, type Said } from '../model/quota.ts'
import type { Tenant } from '../model/tenant.ts'
import { type Fact, fact } from './fact.ts'
import { byDefault, inPolicy, type Origin, originOf, type Written } from './value-origin.ts'

/** All that the programs together may use, in which the policy fills what nobody wrote. */
export function quotaFacts(written: Written): Fact[] {
  const { preset } = written.tenant
  const all = held(written.tenant)
    .toSorted(inOrder)
    .map(each => fact(`quota.${each.field}`, each.amount, amountOrigin(written, each)))
  if (preset === null) return all
  return [fact('quota.preset', preset, originOf(written, 'quota', 'preset')), ...all]
}

/** No pod starts while it is suspended. */
function held({ quota, state }: Tenant): readonly Amount[] {
  if (state !== 'suspended') return quota
  const others = quota.filter(({ field }) => field !== 'pods')
  return [...others, { resource: 'pods', field: 'pods', amount: '0', rule: null }]
}

function amountOrigin(written: Written, { field, rule }: Amount): Origin {
  if (written.tenant.state === 'suspended' && field === 'pods') return originOf(written, 'state')
  if (rule === null) return originOf(written, 'quota', field)
  return inPolicy(written, rule, 'quota', field)
}

/** As the reference lists them, and then what Kubernetes alone has a name for. */
function inOrder(a: Amount, b: Amount): number {
  const [first, second] = [a, b].map(({ field }) => quotaNames.indexOf(field) + 1 || Infinity)
  return first === second ? 0 : (first ?? 0) - (second ?? 0)
}

/** What a single container gets, and what it may ask for. */
export function limitFacts(written: Written): Fact[] {
  const { limits, quota } = written.tenant
  const container = containerOf({ limits, quota })
  return [
    ...boundFacts(written, 'default', container.default),
    ...boundFacts(written, 'request', container.request),
    ...boundFacts(written, 'max', limits.max),
    ...boundFacts(written, 'min', limits.min)
  ]
}

function boundFacts(written: Written, part: string, said: Said): Fact[] {
  return (['cpu', 'memory'] as const).flatMap(resource => {
    const amount = said[resource]
    if (amount === null) return []
    const own = originOf(written, 'limits', part, resource)
    // Without a request of its own, a container reserves as much as it may use.
    const same = part === 'request' ? originOf(written, 'limits', 'default', resource) : byDefault
    return [fact(`limits.${part}.${resource}`, amount, own === byDefault ? same : own)]
  })
}
