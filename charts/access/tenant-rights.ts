import { bindingName } from '../../src/kubeflow/bindings.ts'
import type { Person } from '../../src/model/members.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { secretReader } from '../../src/model/tenant-aws.ts'
import { engines, narrow } from '../objects/engines.ts'
import { fromPolicy } from '../tenant/neighbours.ts'
import { nobody, ownerOf } from '../tenant/owner.ts'
import { ownersBinding } from '../tenant/sharing.ts'
import { type Guest, guestName, guests } from '../tenant/workloads.ts'
import { runsCode, secretsReach, workloadReach } from './aws-reach.ts'
import { guestDoors, insideDoors, models, ownerDoors, personDoors, publicDoors } from './doors.ts'
import type { AwsReach, Reach, Right, Subject } from './right.ts'

/** All rights in a tenant on its cluster, apart from those of the platform's admins. Nobody owns a suspended one. */
export function rightsOf(tenant: Tenant): readonly Right[] {
  const rights = writtenRights(tenant)
  return tenant.state === 'suspended' ? rights.filter(({ who }) => who.name !== nobody) : rights
}

/** The same with the name that stands for nobody, as it is in the cluster. */
export function writtenRights(tenant: Tenant): readonly Right[] {
  const code = workloadReach(tenant)
  const isOpen = tenant.state !== 'suspended'
  return [
    owner(tenant, code),
    ...(isOpen ? [...members(tenant, code), ...callers(tenant)] : []),
    ...accounts(tenant, code),
    ...writers(tenant)
  ]
}

/** What those who were let in have again once a suspended tenant is active. */
export function suspendedRights(tenant: Tenant): readonly Right[] {
  if (tenant.state !== 'suspended') return []
  const active: Tenant = { ...tenant, state: 'active' }
  return [owner(active, []), ...members(active, []), ...callers(active)]
}

type Written = Omit<Right, 'cluster' | 'tenant' | 'reach' | 'until'> &
  Partial<Pick<Right, 'until'> & Reach>

/** Field by field, because copying objects takes most of the time where tenants are many. */
function right({ name, cluster }: Tenant, written: Written): Right {
  const { who, role, notebooks, way, at } = written
  const { kubernetes = null, mesh = [], aws = [], until = null } = written
  const reach = { kubernetes, mesh, aws }
  return { who, cluster: cluster.name, tenant: name, role, notebooks, until, way, reach, at }
}

type Code = readonly AwsReach[]

function owner(tenant: Tenant, code: Code): Right {
  return right(tenant, {
    who: person(ownerOf(tenant)),
    role: 'admin',
    notebooks: true,
    way: 'owner',
    kubernetes: { binding: ownersBinding, role: 'kubeflow-admin' },
    mesh: ownerDoors(tenant),
    aws: code,
    at: tenant.state === 'suspended' ? tenant.at('state') : tenant.at('owner')
  })
}

function members(tenant: Tenant, code: Code): Right[] {
  return [
    ...tenant.people.flatMap(person => personRights(tenant, person, code)),
    ...guests(tenant).map(guest => guestRight(tenant, guest, code))
  ]
}

/** One for each grant, strongest first, because each right lasts as long as the longest that gives it. */
function personRights(tenant: Tenant, member: Person, code: Code): Right[] {
  const binding = bindingName(member.email, member.role)
  return member.ways.map(({ role, through, until, notebooks, at }) =>
    right(tenant, {
      who: person(member.email),
      role,
      notebooks,
      until,
      way: through,
      kubernetes: { binding, role: `kubeflow-${role}` },
      mesh: personDoors(tenant, member, notebooks),
      aws: runsCode({ role, notebooks }) ? code : [],
      at
    })
  )
}

function guestRight(tenant: Tenant, guest: Guest, code: Code): Right {
  const { namespace, account, role, way, isTenant } = guest
  // From outside of all tenants, the way to notebooks leads through the gateway.
  const notebooks = guest.notebooks && (isTenant || tenant.cluster.machines)
  return right(tenant, {
    who: workload(namespace, account),
    role,
    notebooks,
    until: way.until,
    way: isTenant ? 'tenant' : 'serviceAccount',
    kubernetes: { binding: guestName(guest), role: `kubeflow-${role}` },
    mesh: guestDoors(tenant, guest),
    aws: runsCode({ role, notebooks }) ? code : [],
    at: way.at
  })
}

/** Callers of the tenant's services and models that have no role in it. */
function callers(tenant: Tenant): Right[] {
  const { network, serving } = tenant
  const call = { role: '', notebooks: false } as const
  return [
    ...network.from.flatMap(({ name, accounts, at }) =>
      accounts.map(account => {
        const mesh = [{ policy: fromPolicy(name), to: 'services' as const }]
        return right(tenant, { ...call, who: workload(name, account), way: 'network', mesh, at })
      })
    ),
    ...serving.callers.flatMap(({ namespace, accounts, at }) =>
      accounts.map(account => {
        const who = workload(namespace, account)
        return right(tenant, { ...call, who, way: 'serving', mesh: models(tenant), at })
      })
    ),
    ...serving.public.map((model, index) =>
      right(tenant, {
        ...call,
        who: { kind: 'anyone', name: 'anyone' },
        way: `public:${model}`,
        mesh: publicDoors(tenant, model),
        at: tenant.at('serving', 'public', index)
      })
    )
  ]
}

/** The profile controller creates the first two in every tenant, and pods in a namespace can reach each other. */
function accounts(tenant: Tenant, code: Code): Right[] {
  const { name, aws } = tenant
  const own = { notebooks: true, aws: code, at: tenant.at() }
  const made = (['edit', 'view'] as const).map(role => {
    const account = role === 'edit' ? 'default-editor' : 'default-viewer'
    const kubernetes = { binding: account, role: `kubeflow-${role}` }
    const mesh = insideDoors(tenant, account)
    const who = workload(name, account)
    return right(tenant, { ...own, who, role, way: 'kubeflow', kubernetes, mesh })
  })
  const others = aws.accounts.filter(account => account !== 'default-editor')
  const secrets = secretsReach(tenant)
  return [
    ...made,
    ...others.map(account =>
      right(tenant, {
        ...own,
        who: workload(name, account),
        role: '',
        way: 'account',
        mesh: insideDoors(tenant, account),
        at: tenant.at('aws', 'serviceAccounts')
      })
    ),
    ...(secrets.length === 0 ? [] : [reader(tenant, secrets)])
  ]
}

/** Guards keep people from running anything as this account. */
function reader(tenant: Tenant, aws: Code): Right {
  const at = tenant.at(tenant.secrets.length > 0 ? 'secrets' : 'pipelines')
  const who = workload(tenant.name, secretReader)
  return right(tenant, { who, role: '', notebooks: false, way: 'account', aws, at })
}

/** The engines, which write what is in git. */
function writers(tenant: Tenant): Right[] {
  return engines(tenant.cluster).map(namespace =>
    right(tenant, {
      who: workload(namespace, narrow),
      role: '',
      notebooks: false,
      way: 'engine',
      kubernetes: { binding: narrow, role: narrow },
      at: tenant.at()
    })
  )
}

function person(name: string): Subject {
  return { kind: 'person', name }
}

function workload(namespace: string, account: string): Subject {
  return { kind: 'workload', name: `${namespace}/${account}` }
}
