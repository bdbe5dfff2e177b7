import { type PolicyFile, type PolicyRule, unset } from '../../../src/documents/policy.ts'
import { parseQuantity } from '../../../src/kubernetes/quantity.ts'
import { andList } from '../../../src/text/prose.ts'
import { groupBy } from '../../../src/values/group.ts'
import { placeIn } from '../../../src/yaml/node.ts'
import type { Comparison } from '../comparison.ts'
import { lineAt } from '../line-at.ts'
import type { Level } from '../plan-data.ts'
import { watchedChanges } from '../watched-changes.ts'
import type { RiskRule } from './risk-rule.ts'

/** Tenants may ask for more from now on, and nobody of the platform is asked about it again. */
export const policyWidened: RiskRule = {
  level: 'high',
  find: ({ comparison }) => {
    return [...inPolicy(comparison), ...watchedChanges(comparison, 'policy-widened')]
  }
}

function inPolicy({ before, after }: Comparison) {
  if (!before.model || !after.model) return []
  const { policy } = after.model
  const found = widened(before.model.policy.value, policy.value)
  return [...groupBy(found, ({ what }) => what)].map(([what, [first, ...rest]]) => {
    const patterns = [first, ...rest].map(({ pattern }) => pattern)
    return {
      ...(first.level ? { level: first.level } : {}),
      message: `tenants that match ${andList(patterns)} may have ${what}`,
      help: 'look who can be among them, also in time to come',
      at: lineAt(placeIn(policy, pathOf(first))),
      tenants: [],
      clusters: []
    }
  })
}

interface Widened {
  readonly pattern: string
  readonly field: string
  /** The index of the rule; negative where a limit is gone. */
  readonly rule: number
  readonly what: string
  readonly level?: Level
}

function pathOf({ rule, field }: Widened) {
  const [section = '', ...name] = field.split('.')
  return rule < 0 ? [] : [rule, section, ...(name.length > 0 ? [name.join('.')] : [])]
}

/** What all tenants may have is told once. */
function widened(before: PolicyFile, after: PolicyFile): Widened[] {
  const found = widenedFor(before, after)
  const forAll = new Set(found.flatMap(({ pattern, what }) => (pattern === '*' ? [what] : [])))
  return found.filter(({ pattern, what }) => pattern === '*' || !forAll.has(what))
}

function widenedFor(before: PolicyFile, after: PolicyFile): Widened[] {
  const patterns = [...new Set(after.flatMap(({ tenants }) => tenants))]
  return patterns.flatMap(pattern => {
    const [old, now] = [grantsFor(pattern, before), grantsFor(pattern, after)]
    const fields = new Set([...old, ...now].map(({ field }) => field))
    return [...fields].flatMap(field => {
      const [was, is] = [old, now].map(grants => grants.filter(grant => grant.field === field))
      return more(field, was ?? [], is ?? []).map(found => ({ pattern, field, ...found }))
    })
  })
}

interface Grant {
  readonly field: string
  readonly value: unknown
  readonly rule: number
}

/** What the rules of a pattern, and of all tenants, say. */
function grantsFor(pattern: string, policy: PolicyFile): Grant[] {
  return policy.flatMap((rule, index) => {
    const isMeant = rule.tenants.includes(pattern) || rule.tenants.includes('*')
    return isMeant ? grantsIn(rule).map(grant => ({ ...grant, rule: index })) : []
  })
}

function grantsIn({ tenants, quota, members, ...rest }: PolicyRule): Omit<Grant, 'rule'>[] {
  const amounts = Object.entries(quota ?? {}).map(([name, value]) => [`quota.${name}`, value])
  const limits = Object.entries(members ?? {}).map(([name, value]) => [`members.${name}`, value])
  return [...Object.entries(rest), ...amounts, ...limits].flatMap(([field, value]) =>
    [value].flat().map(one => ({ field: String(field), value: one }))
  )
}

type Found = Pick<Widened, 'rule' | 'what' | 'level'>

function more(field: string, was: readonly Grant[], is: readonly Grant[]): Found[] {
  const rank = rankOf(field)
  return rank ? larger(field, rank, { was, is }) : others(field, was, is)
}

/** The largest counts, and without any there is no limit. */
function larger(
  field: string,
  rank: Rank,
  { was, is }: { was: readonly Grant[]; is: readonly Grant[] }
): Found[] {
  const [old, now] = [was, is].map(
    grants => grants.toSorted((a, b) => rank(b.value) - rank(a.value))[0]
  )
  const usual = field === 'podSecurity' ? rank(unset.podSecurity) : Infinity
  // A device that no rule limited is one that nobody had.
  if (!old && now && /^quota\.requests\.[^/]+\//.test(field)) {
    const what = `\`${field}: ${now.value}\`, which no rule limited before`
    return [{ rule: now.rule, level: 'medium', what }]
  }
  const [before, after] = [old, now].map(grant => (grant ? rank(grant.value) : usual))
  if (before === undefined || after === undefined || after <= before) return []
  const what = now ? `\`${field}: ${now.value}\`` : `any \`${field}\``
  return [{ rule: now?.rule ?? -1, what }]
}

type Rank = (value: unknown) => number

const orders: Readonly<Record<string, readonly unknown[]>> = {
  podSecurity: ['restricted', 'baseline', 'privileged'],
  'members.groups': ['view', 'edit', 'admin']
}

function rankOf(field: string): Rank | undefined {
  if (field.startsWith('quota.') || field === 'members.most') {
    return value => Number(parseQuantity(String(value))?.nano ?? 0n)
  }
  const order = orders[field]
  return order && (value => order.indexOf(value))
}

/** Names that no rule granted before. Where no rule says any, the default of the field holds. */
function others(field: string, was: readonly Grant[], is: readonly Grant[]): Found[] {
  const old = new Set(was.length > 0 ? was.map(({ value }) => value) : usually(field))
  const now = is.length > 0 ? is : usually(field).map(value => ({ field, value, rule: -1 }))
  return now
    .filter(({ value }) => !old.has(value) && !old.has('*'))
    .map(({ value, rule }) => ({ rule, what: `\`${value}\` in \`${field}\`` }))
}

function usually(field: string): readonly unknown[] {
  if (field === 'names') return ['*']
  const value = Object.entries(unset).find(([name]) => name === field)?.[1]
  return Array.isArray(value) ? value : []
}
