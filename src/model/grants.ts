import { type PolicyFile, type PolicyRule, unset } from '../documents/policy.ts'
import {
  canonical,
  compareQuantities,
  parseQuantity,
  type Quantity
} from '../kubernetes/quantity.ts'
import { matches } from '../values/glob.ts'
import { addTo } from '../values/group.ts'
import type { Team } from './members.ts'
import type { Amount } from './quota.ts'
import { resourceOf } from './quota.ts'

/** A rule of policy.yaml with its index there. */
export interface Grant {
  readonly rule: PolicyRule
  readonly index: number
}

/** What policy.yaml grants to a tenant: the union of all matching rules. */
export interface Granted {
  /** The matching rules, in the order of the file. */
  readonly grants: readonly Grant[]
  /** Rules for the tenant's team that do not count, since the team has not agreed or the owner is not in it. */
  readonly claims: readonly Grant[]
  readonly quota: Ceilings
}

/** The tenant to match rules against. */
interface Subject {
  readonly name: string
  readonly owner: string
  readonly team: Team | null
  readonly folder: string | null
}

/** Returns a function that finds the grants of a tenant; shares work between similar tenants. */
export function grantedFrom(policy: PolicyFile, gpu: string): (subject: Subject) => Granted {
  const find = findFrom(policy)
  const most = ceilings(policy, gpu)
  const known = new Map<string, Granted>()
  return ({ name, owner, team, folder }) => {
    const byTeam = team ? find(`team:${team.name}`) : []
    // Anybody can name a team and an owner from it, but the team approves what lies in its folder.
    const isTheirs = folder === team?.name && (team?.members.includes(owner) ?? false)
    const grants = [...new Set([...find(name), ...(isTheirs ? byTeam : [])])].sort(byIndex)
    const claims = byTeam.filter(grant => !grants.includes(grant)).sort(byIndex)
    const key = [grants, claims].map(list => list.map(({ index }) => index).join()).join('|')
    const granted = known.get(key) ?? { grants, claims, quota: most(grants) }
    known.set(key, granted)
    return granted
  }
}

/** Finds the rules whose `tenants` match a tenant or, with `team:`, a team; fast for any number of rules. */
function findFrom(policy: PolicyFile): (subject: string) => readonly Grant[] {
  const names = new Map<string, Grant[]>()
  const globs: [glob: string, grant: Grant][] = []
  policy.forEach((rule, index) => {
    const grant = { rule, index }
    for (const pattern of rule.tenants) {
      if (/[*?]/.test(pattern)) globs.push([pattern, grant])
      else addTo(names, pattern, grant)
    }
  })
  return subject => {
    const isTeam = subject.startsWith('team:')
    const fitting = globs.filter(
      ([glob]) => glob.startsWith('team:') === isTeam && matches(glob, subject)
    )
    return [...(names.get(subject) ?? []), ...fitting.map(([, grant]) => grant)]
  }
}

function byIndex(a: Grant, b: Grant): number {
  return a.index - b.index
}

/** A field of a rule that is a list. */
export type ListField = {
  [K in keyof PolicyRule]-?: NonNullable<PolicyRule[K]> extends readonly string[] ? K : never
}[keyof PolicyRule]

/** Everything that is granted in a field: its default while no matching rule sets it. */
export function listed({ grants }: Granted, field: ListField): readonly string[] {
  const lists = grants.map(({ rule }) => rule[field]).filter(list => list !== undefined)
  return lists.length > 0 ? lists.flat() : (unset[field] ?? [])
}

/** The largest quantity of a resource that a tenant may have. */
export interface Ceiling {
  /** The resource's name in the policy. */
  readonly field: string
  readonly resource: string
  readonly most: Quantity
  /** The index of its rule. */
  readonly rule: number
}

/** By the canonical name of each resource. */
type Ceilings = ReadonlyMap<string, Ceiling>

/** Returns a function that finds the largest quantity of each resource in some rules. */
function ceilings(policy: PolicyFile, gpu: string): (grants: readonly Grant[]) => Ceilings {
  const each = policy.map((rule, index) => ceilingsOf({ rule, index }, gpu))
  return grants => {
    const result = new Map<string, Ceiling>()
    for (const line of grants.flatMap(({ index }) => each[index] ?? [])) {
      const key = sameAs(line.resource)
      const other = result.get(key)
      if (!other || compareQuantities(line.most, other.most) > 0) result.set(key, line)
    }
    return result
  }
}

function ceilingsOf({ rule, index }: Grant, gpu: string): Ceiling[] {
  return Object.entries(rule.quota ?? {}).map(([field, amount]) => {
    const most = parseQuantity(amount)
    if (!most) throw new Error(`bug: ${amount} was let through as a quantity`)
    return { field, resource: resourceOf(field, gpu), most, rule: index }
  })
}

/** Kubernetes counts some resources under two names, and neither may bypass a limit on the other. */
export function sameAs(resource: string): string {
  if (/^(cpu|memory|ephemeral-storage|hugepages-.+)$/.test(resource)) return `requests.${resource}`
  // Core resources already had names of their own before `count/` was introduced.
  return /^count\/[^.]+$/.test(resource) ? resource.slice('count/'.length) : resource
}

/** Adds what is granted of resources that the quota omits, because Kubernetes would not limit those. */
export function bounded(quota: readonly Amount[], most: Ceilings): Amount[] {
  const mentioned = new Set(quota.map(({ resource }) => sameAs(resource)))
  const others = [...most]
    .filter(([key]) => !mentioned.has(key))
    .map(([, { most, ...line }]) => ({ ...line, amount: canonical(most) }))
  return [...quota, ...others].sort(byResource)
}

function byResource(a: Amount, b: Amount): number {
  return a.resource < b.resource ? -1 : a.resource > b.resource ? 1 : 0
}
