import type { Grant } from '../../model/grants.ts'
import type { Role } from '../../model/members.ts'
import { roleOrView, weaker } from '../../model/members.ts'
import type { Model } from '../../model/model.ts'
import type { Tenant } from '../../model/tenant.ts'
import type { Rule } from '../rule.ts'
import { asking, type Request, refuse } from '../support/refuse.ts'

/** The number of people in a tenant and the roles of groups and teams must be within what is granted. */
export const forbiddenMember: Rule = (model, report) => {
  for (const tenant of model.tenants) {
    for (const request of [...crowd(tenant), ...roles(tenant, model)]) {
      report(refuse(model, tenant, { code: 'forbidden-member', ...request }))
    }
  }
}

type Part = Omit<Request, 'code'>

function crowd(tenant: Tenant): Part[] {
  const { name, granted, people } = tenant
  const said = granted.grants.flatMap(({ rule }) => rule.members?.most ?? [])
  const most = Math.max(...said)
  if (said.length === 0 || people.length <= most) return []
  const many = `${people.length} ${people.length === 1 ? 'person' : 'people'} besides its owner`
  return [
    {
      message: `\`${name}\` lets in ${many}, but is granted at most ${most}`,
      ...asking(tenant, 'members'),
      says: ({ members }) => (members?.most === undefined ? undefined : ['members', 'most']),
      line: `members: {most: ${people.length}}`,
      instead: 'remove some'
    }
  ]
}

function roles(tenant: Tenant, { common }: Model): Part[] {
  const largest = largestRole(tenant.granted.grants)
  if (!largest) return []
  return tenant.members.flatMap(({ kind, name, role: written }, index) => {
    const role = roleOrView(written, common.value.roles ?? {})
    if ((kind !== 'group' && kind !== 'team') || !weaker(largest, role)) return []
    const given = `\`${tenant.name}\` gives ${kind} \`${name}\` role \`${role}\``
    return [
      {
        message: `${given}, but groups and teams may get at most \`${largest}\``,
        ...asking(tenant, 'members', index, 'role'),
        says: ({ members }) => members?.groups && ['members', 'groups'],
        line: `members: {groups: ${role}}`,
        instead: 'give it a lesser role and name the people who need more one by one'
      }
    ]
  })
}

function largestRole(grants: readonly Grant[]): Role | undefined {
  const said = grants.flatMap(({ rule }) => rule.members?.groups ?? [])
  return said.reduce<Role | undefined>((a, b) => (a && weaker(b, a) ? a : b), undefined)
}
