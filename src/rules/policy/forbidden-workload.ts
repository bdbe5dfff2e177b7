import type { Tenant } from '../../model/tenant.ts'
import { type Allowed, allowed } from '../support/granted-names.ts'
import { asking } from '../support/refuse.ts'

/** The namespace of each service account with access must be granted, unless it is the tenant's own. */
export const forbiddenWorkload = allowed({
  code: 'forbidden-workload',
  noun: 'service accounts from namespace',
  field: 'workloads',
  instead: 'remove it, or write `tenant: <name>` to let in the workloads of another tenant',
  asked: tenant =>
    [...members(tenant), ...callers(tenant)].filter(({ name }) => name !== tenant.name)
})

type Asked = ReturnType<Allowed['asked']>

function members(tenant: Tenant): Asked {
  return tenant.members.flatMap(({ kind, name }, index) =>
    kind === 'serviceAccount'
      ? [{ name: namespaceOf(name), ...asking(tenant, 'members', index, kind) }]
      : []
  )
}

function callers(tenant: Tenant): Asked {
  return tenant.serving.callers.flatMap(({ tenant: other, namespace }, index) =>
    other === null
      ? [{ name: namespace, ...asking(tenant, 'serving', 'callers', index, 'serviceAccount') }]
      : []
  )
}

function namespaceOf(account: string): string {
  return account.slice(0, account.indexOf('/'))
}
