import type { Tenant } from '../../model/tenant.ts'
import type { Rule } from '../rule.ts'
import { type Allowed, allowed } from '../support/granted-names.ts'
import { asking } from '../support/refuse.ts'

/**
 * The namespace of each service account with access must be granted, unless it is the tenant's own.
 * One of another tenant cannot be: that is written as `tenant:`.
 */
export const forbiddenWorkload: Rule = (model, report, context) => {
  granted(model, report, context)
  for (const tenant of model.tenants) {
    for (const { name, at } of outside(tenant).filter(({ name }) => model.names.has(name))) {
      report({
        code: 'forbidden-workload',
        message: `namespace \`${name}\` is a tenant, whose service accounts are not let in one by one`,
        at,
        help: `write \`tenant: ${name}\`, which lets in its workloads`
      })
    }
  }
}

const granted = allowed({
  code: 'forbidden-workload',
  noun: 'service accounts from namespace',
  field: 'workloads',
  instead: 'remove it',
  asked: (tenant, { names }) => outside(tenant).filter(({ name }) => !names.has(name))
})

function outside(tenant: Tenant): Asked {
  return [...members(tenant), ...callers(tenant)].filter(({ name }) => name !== tenant.name)
}

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
