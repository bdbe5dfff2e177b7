import type { PolicyFile, PolicyRule } from '../documents/policy.ts'
import { matches } from '../values/glob.ts'
import { type Ceilings, ceilings } from './ceiling.ts'
import type { Team } from './people-part.ts'

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
export interface Subject {
  readonly name: string
  readonly owner: string
  readonly team: Team | null
}

/** Says what is granted to whom; what is alike for many is worked out once. */
export function granter(policy: PolicyFile, gpu: string): (subject: Subject) => Granted {
  const find = finder(policy)
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
function finder(policy: PolicyFile): (subject: string) => readonly Grant[] {
  const names = new Map<string, Grant[]>()
  const globs: [glob: string, grant: Grant][] = []
  policy.forEach((rule, index) => {
    const grant = { rule, index }
    for (const pattern of rule.tenants) {
      if (/[*?]/.test(pattern)) globs.push([pattern, grant])
      else names.set(pattern, [...(names.get(pattern) ?? []), grant])
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
