import type { CommonFile } from '../../documents/common.ts'
import { compareQuantities, parseQuantity } from '../../kubernetes/quantity.ts'
import { canonicalOf, resourceOf } from '../../model/quota.ts'
import { groupBy } from '../../values/group.ts'
import type { Data } from '../../yaml/edit/write.ts'
import type { Found, FoundLimits, FoundQuota } from './found.ts'
import { linesOf } from './found-quota.ts'
import { amountOf } from './written-amount.ts'

/** A quota with its limits, in the form of a preset. */
type Size = Pick<Found, 'quota' | 'limits'>

/** The presets to add, and the name of each tenant's. */
interface Presets {
  readonly added: ReadonlyMap<string, Data>
  readonly of: ReadonlyMap<string, string>
}

interface Known {
  /** The names of presets, by what they come to. */
  readonly known: ReadonlyMap<string, string>
  /** What the policy can limit, so that a tenant may write its own amount. */
  readonly limited: ReadonlySet<string>
}

/** Finds a preset for each quota that several tenants have, and for those that only a preset can say. */
export function presetsFor(found: readonly Found[], { known, limited }: Known): Presets {
  const sized = found.filter(isSized)
  const groups = [...groupBy(sized, keyOf)].map(([key, group]) => ({ key, group }))
  const fresh = groups
    .filter(({ key }) => !known.has(key))
    .filter(({ group }) => group.length > 1 || !group.every(one => isWritable(one, limited)))
    .sort((a, b) => bySize(a.group[0], b.group[0]))
  const taken = new Set(known.values())
  const shared = fresh.filter(({ group }) => group.length > 1)
  const names = namesFor(shared.length)
  const named = new Map(known)
  for (const one of fresh) {
    const name = names[shared.indexOf(one)] ?? one.group[0].name
    named.set(one.key, free(name, taken))
  }
  const added = fresh.map(
    ({ key, group: [first] }) => [named.get(key) ?? '', presetOf(first)] as const
  )
  const of = groups.flatMap(({ key, group }) => {
    const name = named.get(key)
    return name === undefined ? [] : group.map(tenant => [tenant.name, name] as const)
  })
  return { added: new Map(added), of: new Map(of) }
}

function isSized({ quota, limits }: Size): boolean {
  return Object.keys(quota).length + Object.keys(limits).length > 0
}

/** A tenant may only write amounts that the policy speaks of. */
function isWritable({ quota, limits }: Size, limited: ReadonlySet<string>): boolean {
  const fields = [...Object.keys(quota), ...Object.values(limits).flatMap(Object.keys)]
  return fields.every(field => limited.has(field))
}

/** The same for equal amounts, however they were written. */
function keyOf({ quota, limits }: Size): string {
  const lines = Object.entries(quota).sort(([a], [b]) => (a < b ? -1 : 1))
  const bounds = Object.entries(limits).map(([side, own]) => [
    side,
    Object.entries(own).map(numbered)
  ])
  return JSON.stringify([lines.map(numbered), bounds])
}

function numbered([field, amount]: readonly [string, string]): readonly [string, string] {
  return [field, String(parseQuantity(amount)?.nano)]
}

function bySize(a: Size, b: Size): number {
  for (const field of ['cpu', 'memory', 'gpu', 'pods']) {
    const [one, other] = [a, b].map(({ quota }) => parseQuantity(quota[field] ?? '0'))
    const order = one && other ? compareQuantities(one, other) : 0
    if (order !== 0) return order
  }
  return keyOf(a) < keyOf(b) ? -1 : 1
}

function namesFor(amount: number): readonly string[] {
  if (amount === 1) return ['usual']
  if (amount <= 3) return ['small', ...(amount === 3 ? ['medium'] : []), 'large']
  return Array.from({ length: amount }, (_, index) => `size-${index + 1}`)
}

function free(name: string, taken: Set<string>): string {
  let found = name
  for (let number = 2; taken.has(found); number++) found = `${name}-${number}`
  taken.add(found)
  return found
}

function presetOf({ quota, limits }: Size): Data {
  return {
    ...quotaData(quota),
    ...(Object.keys(limits).length > 0 && { limits: limitsData(limits) })
  }
}

export function quotaData(quota: FoundQuota): Readonly<Record<string, Data>> {
  return Object.fromEntries(Object.entries(quota).map(([field, text]) => [field, amountOf(text)]))
}

export function limitsData(limits: FoundLimits): Readonly<Record<string, Data>> {
  return Object.fromEntries(
    Object.entries(limits).map(([name, bounds]) => [name, quotaData(bounds)])
  )
}

/** The presets that are there, by what they come to. */
export function knownPresets(
  presets: CommonFile['presets'] = {},
  gpu: string
): ReadonlyMap<string, string> {
  const named = Object.entries(presets).map(([name, { limits = {}, ...amounts }]) => {
    const hard = Object.entries(amounts).map(([field, amount]) => {
      return [resourceOf(field, gpu), String(amount)] as const
    })
    const quota = linesOf(new Map(hard), gpu, () => {})
    return [keyOf({ quota, limits: plain(limits) }), name] as const
  })
  return new Map(named.reverse())
}

const sides = ['default', 'request', 'max', 'min'] as const

function plain(limits: NonNullable<CommonFile['presets']>[string]['limits']): FoundLimits {
  const said = sides.flatMap(side => {
    const { cpu, memory } = limits?.[side] ?? {}
    const bounds = {
      ...(cpu !== undefined && { cpu: canonicalOf(cpu) }),
      ...(memory !== undefined && { memory: canonicalOf(memory) })
    }
    return Object.keys(bounds).length > 0 ? [[side, bounds] as const] : []
  })
  return Object.fromEntries(said)
}
