import type { PolicyFile, PolicyRule } from '../../documents/policy.ts'
import { compareQuantities, parseQuantity } from '../../kubernetes/quantity.ts'
import type { Expand } from '../../model/expand-groups.ts'
import { type Granted, grantedFrom, listed, sameAs } from '../../model/grants.ts'
import { resourceOf } from '../../model/quota.ts'
import { matches } from '../../values/glob.ts'
import { groupBy } from '../../values/group.ts'
import type { Data } from '../../yaml/edit/write.ts'
import type { Draft } from './draft.ts'
import type { Found, FoundQuota } from './found.ts'
import type { Platform } from './platform.ts'
import { amountOf } from './written-amount.ts'

type Rule = Readonly<Record<string, Data>>

interface Request {
  readonly drafts: readonly Draft[]
  /** Missing if there is no policy yet. */
  readonly policy: PolicyFile | undefined
  /** Who is in a group. */
  readonly expand: Expand
  readonly gpu: string
}

/** The rules to add, so that the policy grants what the tenants have now and nothing more. */
export function rulesFor({ drafts, policy, expand, gpu }: Request): readonly Rule[] {
  if (drafts.length === 0) return []
  const all = drafts.map(draft => needOf(draft, expand))
  const base = policy === undefined ? [baseOf(all)] : []
  const before = policy ?? (base as unknown as PolicyFile) // only fields of a rule
  const granted = grantedFrom(before, gpu)
  const lacking = all.flatMap(need => {
    const { name, owner } = need
    const rule = lackOf(need, granted({ name, owner, team: null, folder: null }), gpu)
    return Object.entries(rule).map(([field, value]) => ({ name, field, value }))
  })
  return [...base, ...named(lacking)]
}

interface Lack {
  readonly name: string
  readonly field: string
  readonly value: Data
}

/** A rule for each set of tenants that lack the same. */
function named(lacking: readonly Lack[]): Rule[] {
  const same = groupBy(lacking, ({ field, value }) => `${field} ${JSON.stringify(value)}`)
  const sets = groupBy(same.values(), group => {
    return [group[0].field === 'quota', group.map(({ name }) => name)].join()
  })
  return Array.from(sets.values(), set => ({
    tenants: set[0].map(({ name }) => name),
    ...Object.fromEntries(set.map(([{ field, value }]) => [field, value] as const))
  }))
}

/** The resources that a policy can limit without a limit for tenants that have none. */
export function limitedFields(
  found: readonly Found[],
  { policy, gpu }: Platform
): ReadonlySet<string> {
  if (!policy) return new Set(sharedFields(found))
  const everybodys = policy.value.filter(({ tenants }) => tenants.includes('*'))
  const spoken = everybodys.flatMap(({ quota = {} }) => Object.keys(quota))
  const meant = new Set(spoken.map(field => sameAs(resourceOf(field, gpu))))
  const fields = found.flatMap(({ quota, limits }) => [
    ...Object.keys(quota),
    ...Object.values(limits).flatMap(Object.keys)
  ])
  return new Set(fields.filter(field => meant.has(sameAs(resourceOf(field, gpu)))))
}

function sharedFields(all: readonly { readonly quota: FoundQuota }[]): string[] {
  const [first, ...others] = all
  return Object.keys(first?.quota ?? {}).filter(field =>
    others.every(({ quota }) => field in quota)
  )
}

/** What a tenant needs of a policy. */
interface Need {
  readonly name: string
  readonly owner: string
  readonly quota: FoundQuota
  readonly lists: Readonly<Record<ListName, readonly string[]>>
  readonly podSecurity: string
  readonly members: number
}

const listNames = ['egress', 'roles', 'workloads', 'labels', 'annotations', 'queues'] as const
type ListName = (typeof listNames)[number]

function needOf({ found, fields }: Draft, expand: Expand): Need {
  const { members } = found
  const workloads = members.filter(({ kind }) => kind === 'serviceAccount')
  const role = 'aws' in fields ? (fields.aws as { readonly role: string }).role : undefined // by `draftOf`
  const lists = {
    egress: [found.isOpen ? 'open' : 'cluster'],
    roles: role === undefined ? [] : [role],
    workloads: [...new Set(workloads.map(({ name }) => name.split('/')[0] ?? ''))],
    labels: 'labels' in fields ? [...found.labels.keys()] : [],
    annotations: 'annotations' in fields ? [...found.annotations.keys()] : [],
    queues: 'queue' in fields ? [String(fields.queue)] : []
  }
  return {
    name: found.name,
    owner: found.owner ?? '',
    quota: 'quota' in fields ? found.quota : {},
    lists,
    podSecurity: String(fields.podSecurity ?? 'baseline'),
    members: peopleIn(found, expand)
  }
}

/** The people besides the owner, with those in groups. */
function peopleIn({ owner, members }: Found, expand: Expand): number {
  const named = members.flatMap(({ kind, name }) => {
    if (kind === 'group') return expand.group(name)
    return kind === 'user' ? [name] : []
  })
  return new Set(named.filter(person => person !== owner)).size
}

/** The rule for all: what each of them has. A resource without a limit somewhere cannot stand there. */
function baseOf(needs: readonly Need[]): Rule {
  const [first, ...others] = needs
  const shared = sharedFields(needs)
  const quota = shared.map(field => [field, amountOf(least(needs, field))] as const)
  const lists = listNames.flatMap(name => {
    const common = (first?.lists[name] ?? []).filter(item =>
      others.every(({ lists }) => lists[name].includes(item))
    )
    return common.length > 0 ? [[name, common] as const] : []
  })
  const most = Math.max(...needs.map(({ members }) => members))
  return {
    tenants: ['*'],
    ...(quota.length > 0 && { quota: Object.fromEntries(quota) }),
    ...Object.fromEntries(lists),
    members: { most }
  }
}

function least(needs: readonly Need[], field: string): string {
  return needs.reduce((small, { quota }) => {
    const own = quota[field] ?? small
    return isMore(small, own) ? own : small
  }, needs[0]?.quota[field] ?? '0')
}

function isMore(one: string, other: string): boolean {
  const [a, b] = [parseQuantity(one), parseQuantity(other)]
  return a !== undefined && b !== undefined && compareQuantities(a, b) > 0
}

function lackOf(need: Need, granted: Granted, gpu: string): Rule {
  const quota = Object.entries(need.quota).filter(([field, amount]) => {
    const ceiling = granted.quota.get(sameAs(resourceOf(field, gpu)))
    const wanted = parseQuantity(amount)
    return ceiling && wanted && compareQuantities(wanted, ceiling.most) > 0
  })
  const lists = listNames.flatMap(name => {
    const known = listed(granted, name)
    const missing = need.lists[name].filter(item => !known.some(glob => matches(glob, item)))
    return missing.length > 0 ? [[name, missing] as const] : []
  })
  const rules = granted.grants.map(({ rule }) => rule)
  return {
    ...(quota.length > 0 && { quota: Object.fromEntries(quota.map(asWritten)) }),
    ...Object.fromEntries(lists),
    ...(isUnnamed(need.name, rules) && { names: `^${need.name}$` }),
    ...(isHigher(need.podSecurity, rules) && { podSecurity: need.podSecurity }),
    ...(need.members > mostOf(rules) && { members: { most: need.members } })
  }
}

function asWritten([field, amount]: readonly [string, string]) {
  return [field, amountOf(amount)] as const
}

/** Whether no pattern for names has it, where there is one. */
function isUnnamed(name: string, rules: readonly PolicyRule[]): boolean {
  const patterns = rules.flatMap(({ names }) => names ?? [])
  return patterns.length > 0 && !patterns.some(pattern => new RegExp(pattern, 'u').test(name))
}

const levels = ['restricted', 'baseline', 'privileged']

function isHigher(wanted: string, rules: readonly PolicyRule[]): boolean {
  const said = rules.flatMap(({ podSecurity }) => podSecurity ?? [])
  const granted = said.length > 0 ? said : ['baseline']
  return granted.every(level => levels.indexOf(level) < levels.indexOf(wanted))
}

function mostOf(rules: readonly PolicyRule[]): number {
  const said = rules.flatMap(({ members }) => members?.most ?? [])
  return said.length > 0 ? Math.max(...said) : Number.POSITIVE_INFINITY
}
