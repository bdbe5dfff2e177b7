import type { PolicyFile, PolicyRule } from '../documents/policy.ts'
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

/** A rule of policy.yaml, and which one it is there. */
export interface Grant {
  readonly rule: PolicyRule
  readonly index: number
}

/** What policy.yaml grants to a tenant: the union of the rules that match it. */
export interface Granted {
  /** Those that match, in the order of the file. */
  readonly grants: readonly Grant[]
  /** Those for the team that it names, but whose member its owner is not. */
  readonly claims: readonly Grant[]
  readonly quota: Ceilings
}

/** Whom a rule may be for. */
interface Subject {
  readonly name: string
  readonly owner: string
  readonly team: Team | null
}

/** Says what is granted to whom; what is alike for many is worked out once. */
export function grantedFrom(policy: PolicyFile, gpu: string): (subject: Subject) => Granted {
  const find = findFrom(policy)
  const most = ceilings(policy, gpu)
  const known = new Map<string, Granted>()
  return ({ name, owner, team }) => {
    const byTeam = team ? find(`team:${team.name}`) : []
    // Anybody can write a team's name into a file; who is in it, the directory says.
    const isMember = team?.members.includes(owner) ?? false
    const grants = [...new Set([...find(name), ...(isMember ? byTeam : [])])].sort(byIndex)
    const claims = byTeam.filter(grant => !grants.includes(grant)).sort(byIndex)
    const key = [grants, claims].map(list => list.map(({ index }) => index).join()).join('|')
    const granted = known.get(key) ?? { grants, claims, quota: most(grants) }
    known.set(key, granted)
    return granted
  }
}

/** Finds the rules whose `tenants` match a tenant, or `team:` and a team, however many rules there are. */
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

/** What holds for a field while no rule that matches says anything of it; elsewhere nothing. */
const defaults: Partial<Record<ListField, readonly string[]>> = {
  clusters: ['*'],
  secrets: ['{tenant}/*'],
  egress: ['cluster']
}

/** All that is granted of a field. */
export function listed({ grants }: Granted, field: ListField): readonly string[] {
  const lists = grants.map(({ rule }) => rule[field]).filter(list => list !== undefined)
  return lists.length > 0 ? lists.flat() : (defaults[field] ?? [])
}

/** The most of a resource that somebody may have. */
export interface Ceiling {
  /** As the policy calls it. */
  readonly field: string
  readonly resource: string
  /** Nothing where the policy grants it to others only. */
  readonly most: Quantity | undefined
}

/** By one name for each resource. */
type Ceilings = ReadonlyMap<string, Ceiling>

/** Says how much some rules grant together: of each resource the largest. */
function ceilings(policy: PolicyFile, gpu: string): (grants: readonly Grant[]) => Ceilings {
  const each = policy.map(rule => ceilingsOf(rule, gpu))
  const named = each.flatMap(lines => lines.map(line => ({ ...line, most: undefined })))
  return grants => {
    const result = new Map<string, Ceiling>()
    for (const line of [...named, ...grants.flatMap(({ index }) => each[index] ?? [])]) {
      const key = sameAs(line.resource)
      if (isMore(line.most, result.get(key)?.most) || !result.has(key)) result.set(key, line)
    }
    return result
  }
}

function ceilingsOf({ quota = {} }: PolicyRule, gpu: string): Ceiling[] {
  return Object.entries(quota).map(([field, amount]) => {
    const most = parseQuantity(amount)
    if (!most) throw new Error(`bug: ${amount} was let through as a quantity`)
    return { field, resource: resourceOf(field, gpu), most }
  })
}

function isMore(a: Quantity | undefined, b: Quantity | undefined): boolean {
  return a !== undefined && (b === undefined || compareQuantities(a, b) > 0)
}

/** The one name of a resource that Kubernetes counts under two, so that neither is a way around. */
export function sameAs(resource: string): string {
  if (/^(cpu|memory|ephemeral-storage|hugepages-.+)$/.test(resource)) return `requests.${resource}`
  // What has no group had a name of its own before there was `count/`.
  return /^count\/[^.]+$/.test(resource) ? resource.slice('count/'.length) : resource
}

/**
 * The quota with a line for what it does not mention: Kubernetes limits nothing else. What the
 * policy grants stands there, and none of a device, such as a GPU, that only others are granted.
 */
export function bounded(quota: readonly Amount[], most: Ceilings): Amount[] {
  const mentioned = new Set(quota.map(({ resource }) => sameAs(resource)))
  const others = [...most]
    .filter(([key, { most }]) => !mentioned.has(key) && (most || isDevice(key)))
    .map(([, { resource, field, most }]) => ({
      resource,
      field,
      amount: most ? canonical(most) : '0'
    }))
  return [...quota, ...others].sort(byResource)
}

function isDevice(resource: string): boolean {
  return resource.startsWith('requests.') && resource.includes('/')
}

function byResource(a: Amount, b: Amount): number {
  return a.resource < b.resource ? -1 : a.resource > b.resource ? 1 : 0
}
