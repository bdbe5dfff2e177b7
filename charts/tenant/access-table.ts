import type { Person } from '../../src/model/members.ts'
import type { Tenant } from '../../src/model/tenant.ts'
import { columns } from '../objects/generated.ts'
import { ownerOf } from './owner.ts'

/** Lists who may do what in a tenant, through what and until when, in a table for people. */
export function access(tenant: Tenant): string {
  const lines = rowsOf(tenant).map(row => `${row.map(cell).join(',')}\n`)
  return `${columns}\n${lines.join('')}`
}

type Row = readonly [
  who: string,
  role: string,
  way: string,
  until: string | null,
  notebooks: boolean
]

function rowsOf(tenant: Tenant): Row[] {
  const { name, state } = tenant
  const guests = state === 'suspended' ? [] : [...members(tenant), ...callers(tenant)]
  return [
    [ownerOf(tenant), 'admin', 'owner', null, true],
    ...guests,
    // The profile controller creates these in every tenant, and pods in a namespace can reach each other.
    [`${name}/default-editor`, 'edit', 'kubeflow', null, true],
    [`${name}/default-viewer`, 'view', 'kubeflow', null, true]
  ]
}

function members({ people, workloads, neighbours, cluster }: Tenant): Row[] {
  return [
    ...people.flatMap(personRows),
    ...workloads.map(({ namespace, account, role, way }): Row => {
      const notebooks = way.notebooks && cluster.machines
      return [`${namespace}/${account}`, role, 'serviceAccount', way.until, notebooks]
    }),
    ...neighbours.flatMap(({ tenant, accounts, role, way }) =>
      accounts.map((account): Row => {
        return [`${tenant}/${account}`, role, 'tenant', way.until, way.notebooks]
      })
    )
  ]
}

/** A row for each grant, strongest first, because each right lasts as long as the longest that gives it. */
function personRows({ email, ways }: Person): Row[] {
  return ways.map(({ role, through, until, notebooks }) => [email, role, through, until, notebooks])
}

/** Callers of the tenant's services and models that have no role in it. */
function callers({ network, serving }: Tenant): Row[] {
  const row = (namespace: string, account: string, way: string): Row => {
    return [`${namespace}/${account}`, '', way, null, false]
  }
  return [
    ...network.from.flatMap(({ name, accounts }) =>
      accounts.map(account => row(name, account, 'network'))
    ),
    ...serving.callers.flatMap(({ namespace, accounts }) =>
      accounts.map(account => row(namespace, account, 'serving'))
    ),
    ...serving.public.map((model): Row => ['anyone', '', `public:${model}`, null, false])
  ]
}

function cell(value: string | boolean | null): string {
  const text = String(value ?? '')
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
