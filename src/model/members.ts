import type { Span } from '../diagnostics/source.ts'
import type { MemberFile } from '../documents/tenant.ts'
import { addTo } from '../values/group.ts'
import { own } from '../values/lookup.ts'
import type { Locate } from '../yaml/node.ts'
import type { Expand } from './expand-groups.ts'

export type Role = 'admin' | 'edit' | 'view'

export interface Team {
  readonly name: string
  readonly organization: string | null
  readonly channel: string | null
  readonly members: readonly string[]
}

/** An entry of `members`. */
export interface Member {
  readonly kind: 'user' | 'group' | 'team' | 'serviceAccount' | 'tenant'
  readonly name: string
  /** As written, possibly an alias. */
  readonly role: string
  /** The last day, if there is one. */
  readonly until: string | null
  /** The place of the name. */
  readonly at: Span
  readonly roleAt: Span
}

/** An entry of `members` that gives somebody a role. */
interface Way {
  readonly through: 'user' | `group:${string}` | `team:${string}`
  readonly role: Role
  readonly notebooks: boolean
  /** The last day, if there is one. */
  readonly until: string | null
  /** The place of the name. */
  readonly at: Span
}

/** A person other than the owner, with all grants, strongest first. */
export interface Person {
  readonly email: string
  readonly role: Role
  readonly notebooks: boolean
  readonly ways: readonly [Way, ...Way[]]
}

/** A service account outside of all tenants, such as a deployer's. */
export interface Workload {
  readonly namespace: string
  readonly account: string
  readonly role: Role
  readonly way: Way
}

/** The workloads of another tenant on the same cluster. */
export interface Neighbour {
  readonly tenant: string
  readonly accounts: readonly string[]
  readonly role: Role
  readonly way: Way
}

const builtIn: Readonly<Record<string, Role>> = { admin: 'admin', edit: 'edit', view: 'view' }
const strength: Readonly<Record<Role, number>> = { view: 0, edit: 1, admin: 2 }

/** What the meaning of a tenant's `members` depends on. */
interface Reading {
  readonly owner: string
  readonly at: Locate
  readonly expand: Expand
  readonly normal: (email: string) => string
  readonly roles: Readonly<Record<string, Role>>
  /** The service accounts of another tenant's workloads. */
  readonly accounts: (tenant: string) => readonly string[]
}

interface Access {
  readonly members: readonly Member[]
  readonly people: readonly Person[]
  readonly workloads: readonly Workload[]
  readonly neighbours: readonly Neighbour[]
}

export function access(written: readonly MemberFile[], reading: Reading): Access {
  const members = written.map((member, index) => memberOf(member, index, reading.at))
  const people = new Map<string, Way[]>()
  const workloads: Workload[] = []
  const neighbours: Neighbour[] = []
  written.forEach((member, index) => {
    const way = {
      ...wayOf(member, reading.roles),
      at: reading.at('members', index, namedBy(member).kind)
    }
    for (const email of peopleOf(member, reading)) {
      addTo(people, email, way)
    }
    if (member.serviceAccount !== undefined) workloads.push(workload(member.serviceAccount, way))
    if (member.tenant !== undefined) {
      const accounts = reading.accounts(member.tenant)
      neighbours.push({ tenant: member.tenant, accounts, role: way.role, way })
    }
  })
  // The owner has access anyway, and a second binding would list the namespace twice.
  people.delete(reading.owner)
  return { members, people: [...people].map(person).sort(byEmail), workloads, neighbours }
}

/** The role that a name or alias stands for; nothing if it is unknown. */
export function roleOf(name: string, roles: Reading['roles']): Role | undefined {
  return own(builtIn, name) ?? own(roles, name)
}

/** Treats an unknown role as the weakest; a rule reports it, and nothing is rendered. */
export function roleOrView(name: string, roles: Reading['roles']): Role {
  return roleOf(name, roles) ?? 'view'
}

export function weaker(a: Role, b: Role): boolean {
  return strength[a] < strength[b]
}

function wayOf(member: MemberFile, roles: Reading['roles']): Omit<Way, 'at'> {
  const role = roleOrView(member.role, roles)
  return {
    through: throughOf(member),
    role,
    notebooks: member.notebooks ?? role !== 'view',
    until: member.until ?? null
  }
}

const kinds = ['user', 'group', 'team', 'serviceAccount', 'tenant'] as const

function namedBy(member: MemberFile): Pick<Member, 'kind' | 'name'> {
  for (const kind of kinds) {
    const name = member[kind]
    if (name !== undefined) return { kind, name }
  }
  throw new Error('bug: a member without a name was let through')
}

function memberOf(member: MemberFile, index: number, at: Locate): Member {
  const { kind, name } = namedBy(member)
  return {
    kind,
    name,
    role: member.role,
    until: member.until ?? null,
    at: at('members', index, kind),
    roleAt: at('members', index, 'role')
  }
}

function throughOf({ group, team }: MemberFile): Way['through'] {
  if (group !== undefined) return `group:${group}`
  return team !== undefined ? `team:${team}` : 'user'
}

function peopleOf({ user, group, team }: MemberFile, reading: Reading): readonly string[] {
  if (user !== undefined) return [reading.normal(user)]
  if (group !== undefined) return reading.expand.group(group)
  return team !== undefined ? reading.expand.team(team) : []
}

function person([email, ways]: [string, Way[]]): Person {
  const [strongest, ...rest] = ways.toSorted((a, b) => strength[b.role] - strength[a.role])
  if (!strongest) throw new Error(`bug: ${email} has no way in`)
  const notebooks = ways.some(way => way.notebooks)
  return { email, role: strongest.role, notebooks, ways: [strongest, ...rest] }
}

function byEmail(a: Person, b: Person): number {
  return a.email < b.email ? -1 : a.email > b.email ? 1 : 0
}

function workload(written: string, way: Way): Workload {
  const [namespace = '', account = ''] = written.split('/')
  return { namespace, account, role: way.role, way }
}
