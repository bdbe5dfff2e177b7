import type { Span } from '../../diagnostics/source.ts'
import type { Model } from '../../model/model.ts'
import type { Rule } from '../rule.ts'
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
export const duplicateRole: Rule = (model, report) => {
  reportSameValues(model, unique, report)
  const owners = madeRoles(model)
  for (const { aws, name, asked } of model.tenants) {
    if (!aws.role) continue
    const at = asked('aws', 'role')
    const owner = owners.get(aws.role.arn)
    if (!owner) owners.set(aws.role.arn, { name, at })
    if (!owner || owner.name === name) continue
    report({
      code: 'duplicate-role',
      message: `role \`${aws.role.name}\` is already used by tenant \`${owner.name}\``,
      at,
      ...(owner.at && { related: [{ message: 'that tenant uses it here', at: owner.at }] }),
      help: 'remove `aws.role` to give the tenant its own role, or ask the platform team for another one'
    })
  }
}

interface Owner {
  readonly name: string
  /** Missing for a role that Tenantry creates. */
  readonly at?: Span
}

function madeRoles({ tenants }: Model): Map<string, Owner> {
  const owners = new Map<string, Owner>()
  for (const { aws, name } of tenants) {
    for (const role of [aws.workloads, aws.secrets]) if (role) owners.set(role.arn, { name })
  }
  return owners
}
