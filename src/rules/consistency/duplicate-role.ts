import type { Model } from '../../model/model.ts'
import { ownRoles } from '../../model/shared-role.ts'
import type { Rule } from '../rule.ts'
import { contested } from '../support/contested.ts'
import { reportSameValues, type UniqueValues } from '../support/same-values.ts'

const unique: UniqueValues = {
  code: 'duplicate-role',
  path: ['aws', 'roles'],
  noun: 'role',
  map: ({ aws }) => aws.roles,
  why: 'each role belongs to one tenant'
}

/**
 * An AWS role must belong to only one tenant, because everybody who can assume it has all its
 * permissions.
 */
export const duplicateRole: Rule = (model, report, { touched }) => {
  reportSameValues(model, unique, report)
  const makers = madeRoles(model)
  const uses = model.tenants.flatMap(tenant => {
    const { role } = tenant.aws
    const at = tenant.asked('aws', 'role')
    return role ? [{ tenant, what: role.arn, name: role.name, user: tenant.name, at }] : []
  })
  const found = new Map(
    contested(uses, 'roles', touched).map(({ use, holder }) => [use, holder] as const)
  )
  for (const use of uses) {
    const maker = makers.get(use.what)
    const holder = maker === undefined ? found.get(use) : undefined
    const owner = maker ?? holder?.user ?? use.user
    if (owner === use.user) continue
    report({
      code: 'duplicate-role',
      message: `role \`${use.name}\` is already used by tenant \`${owner}\``,
      at: use.at,
      ...(holder && { related: [{ message: 'that tenant uses it here', at: holder.at }] }),
      help: 'remove `aws.role` to give the tenant its own role, or ask the platform team for another one'
    })
  }
}

/** The tenants of the roles that Tenantry creates. */
function madeRoles({ tenants }: Model): ReadonlyMap<string, string> {
  return new Map(
    tenants.flatMap(({ aws, name }) => ownRoles(aws).map(({ arn }) => [arn, name] as const))
  )
}
