import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { type Source, startOf } from '../../diagnostics/source.ts'
import type { Model } from '../../model/model.ts'
import type { Tenant } from '../../model/tenant.ts'
import type { Mention } from '../../yaml/node.ts'
import type { Rule, Touched } from '../rule.ts'
import { type Allowed, allowed } from '../support/granted-names.ts'
import { isNewFile, newValues } from '../support/new-values.ts'
import { asking } from '../support/refuse.ts'

/**
 * The namespace of each service account with access must be granted, unless it is the tenant's own.
 * One of another tenant cannot be: that is written as `tenant:`. A new tenant cannot take the name of
 * a namespace that was let in before.
 */
export const forbiddenWorkload: Rule = (model, report, context) => {
  granted(model, report, context)
  const taken = model.tenants.flatMap(tenant => {
    const mentions = outside(tenant).filter(({ name }) => model.names.has(name))
    return mentions.map(mention => ({ tenant, mention }))
  })
  // Otherwise git would be asked of the change for nothing.
  if (taken.length === 0) return
  const isNew = newValues(context.touched)
  const newcomers = newFiles(model, context.touched)
  for (const { tenant, mention } of taken) {
    const file = isNew(mention.at) ? undefined : newcomers.get(mention.name)
    report(file ? squatting(mention, tenant, file) : oneByOne(mention))
  }
}

/** The files that a change makes, by tenant. */
function newFiles({ documents }: Model, touched: Touched): ReadonlyMap<string, Source> {
  const files = documents.map(({ name, root }) => [name, root.source] as const)
  return new Map(files.filter(([, { path }]) => isNewFile(path, touched)))
}

function oneByOne({ name, at }: Mention): Diagnostic {
  return {
    code: 'forbidden-workload',
    message: `namespace \`${name}\` is a tenant, whose service accounts are not let in one by one`,
    at,
    help: `write \`tenant: ${name}\`, which lets in its workloads`
  }
}

/** Whoever takes the name would get what was given to the owner of the namespace. */
function squatting({ name, at }: Mention, tenant: Tenant, file: Source): Diagnostic {
  return {
    code: 'forbidden-workload',
    message: `tenant \`${tenant.name}\` lets in service accounts from a namespace \`${name}\`, so no new tenant can have that name`,
    at: startOf(file),
    related: [{ message: 'it is let in here', at }],
    help: 'rename the file: its name becomes the name of the tenant and of its namespace'
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
