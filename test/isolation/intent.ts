import { type Caller, type Difference, directory, type Member, type World } from './world.ts'

/** What a tenant's file means on one cluster, read independently of the compiler. */
export interface Intent {
  readonly name: string
  readonly suspended: boolean
  readonly owner: string
  /** By e-mail. */
  readonly people: ReadonlyMap<string, { readonly role: string; readonly notebooks: boolean }>
  /** By `namespace/account`. */
  readonly bound: ReadonlyMap<string, string>
  /** Certificates that open every port, and those that open all except the notebooks'. */
  readonly trusted: ReadonlySet<string>
  readonly served: ReadonlySet<string>
  /** Namespaces whose pods may connect. */
  readonly from: ReadonlySet<string>
  /** Service accounts that may call models. */
  readonly callers: ReadonlySet<string>
  readonly accounts: readonly string[]
}

export function intents(world: World, cluster: string): Map<string, Intent> {
  const placed = new Map(
    Object.entries(world.tenants).flatMap(([name, { clusters, ...file }]) => {
      if (clusters && !(cluster in clusters)) return []
      return [[name, { ...merge(file, clusters?.[cluster] ?? {}), owner: file.owner }] as const]
    })
  )
  const accountsOf = (name: string): string[] => {
    const file = placed.get(name)
    if (!file || file.state === 'suspended') return []
    return [...new Set(['default-editor', ...(file.aws?.serviceAccounts ?? [])])]
  }
  return new Map(
    [...placed].map(([name, file]) => [name, intent({ ...file, name }, accountsOf)] as const)
  )
}

function merge(file: Difference, other: Difference): Difference {
  const both = { ...file, ...other }
  return {
    ...both,
    network: { ...file.network, ...other.network },
    serving: { ...file.serving, ...other.serving }
  }
}

type Whole = Difference & { readonly name: string; readonly owner: unknown }

function intent(file: Whole, accountsOf: (name: string) => string[]): Intent {
  const { name, state, members = [], network, serving, aws } = file
  const suspended = state === 'suspended'
  const open = <T>(list: readonly T[]): readonly T[] => (suspended ? [] : list)
  const workloads = open(members).flatMap(member => workloadsOf(member, accountsOf))
  const trusted = workloads.filter(({ inside }) => inside).map(({ id }) => id)
  const served = open(network?.from ?? []).flatMap(({ tenant }) => ids(tenant, accountsOf(tenant)))
  const callers = open(serving?.callers ?? []).flatMap(caller => callersOf(caller, accountsOf))
  return {
    name,
    suspended,
    owner: suspended ? 'suspended@tenantry.invalid' : String(file.owner),
    people: suspended ? new Map() : peopleOf(members, String(file.owner)),
    bound: new Map(workloads.map(({ id, role }) => [id, role])),
    trusted: new Set(trusted),
    served: new Set(served),
    from: new Set([...trusted, ...served].map(id => id.split('/')[0] ?? '')),
    callers: new Set(callers),
    accounts: ['default-editor', ...(aws?.serviceAccounts ?? [])]
  }
}

function ids(namespace: string, accounts: readonly string[]): string[] {
  return accounts.map(account => `${namespace}/${account}`)
}

const mayEnter = ({ role, notebooks }: Member) => notebooks ?? role !== 'view'

function workloadsOf(member: Member, accountsOf: (name: string) => string[]) {
  const { serviceAccount, tenant, role } = member
  const list = serviceAccount ? [serviceAccount] : tenant ? ids(tenant, accountsOf(tenant)) : []
  // The certificate of an account outside the tenants never arrives.
  return list.map(id => ({ id, role, inside: tenant !== undefined && mayEnter(member) }))
}

function callersOf(
  { tenant, serviceAccount = '' }: Caller,
  accountsOf: (name: string) => string[]
) {
  return tenant ? ids(tenant, accountsOf(tenant)) : [serviceAccount]
}

const strength = ['view', 'edit', 'admin']

function peopleOf(members: readonly Member[], owner: string): Intent['people'] {
  const people = new Map<string, { role: string; notebooks: boolean }>()
  for (const member of members) {
    for (const email of expand(member)) {
      const before = people.get(email) ?? { role: 'view', notebooks: false }
      const stronger = strength.indexOf(member.role) > strength.indexOf(before.role)
      const role = stronger ? member.role : before.role
      people.set(email, { role, notebooks: before.notebooks || mayEnter(member) })
    }
  }
  people.delete(owner)
  return people
}

function expand({ user, group, team }: Member): string[] {
  const listed = (name: string): string[] =>
    (directory.groups as Record<string, string[]>)[name] ?? []
  const list = user ? [user] : group ? listed(group) : team ? directory.teams.red.members : []
  return list.flatMap(each => (each.startsWith('group:') ? listed(each.slice(6)) : [each]))
}
