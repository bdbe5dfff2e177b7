import type { Member } from '../model/members.ts'
import { locate, toValue } from '../yaml/node.ts'
import { type Fact, fact } from './fact.ts'
import { byDefault, inCommon, type Origin, originOf, type Written } from './value-origin.ts'

/** What the tenant is, and whose. */
export function headFacts(written: Written): Fact[] {
  const { tenant } = written
  const { description } = tenant.written
  const said = (field: string, value: string) => fact(field, value, originOf(written, field))
  return [
    ...(description === undefined ? [] : [said('description', description)]),
    said('owner', tenant.owner),
    ...(tenant.team ? [fact('team', tenant.team.name, teamOrigin(written))] : []),
    said('template', tenant.template),
    said('state', tenant.state),
    said('podSecurity', tenant.podSecurity)
  ]
}

function teamOrigin(written: Written): Origin {
  const origin = originOf(written, 'team')
  return origin === byDefault ? { from: 'folder', at: null } : origin
}

/** What other tools read on its namespace. */
export function labelFacts(written: Written): Fact[] {
  const { labels, annotations } = written.tenant
  return [
    ...labels.map(({ key, value }) => {
      const own = originOf(written, 'labels', key)
      return fact(
        `labels.${key}`,
        value,
        own === byDefault ? inCommon(written, 'labels', key) : own
      )
    }),
    ...annotations.map(({ key, value }) =>
      fact(`annotations.${key}`, value, originOf(written, 'annotations', key))
    )
  ]
}

export function memberFacts(written: Written): Fact[] {
  return written.tenant.members.map((member, index) =>
    fact('members', sentence(member, written), originOf(written, 'members', index))
  )
}

function sentence({ kind, name, role, until }: Member, { common }: Written): string {
  const alias = locate(common, ['roles', role])
  const who = kind === 'user' || kind === 'serviceAccount' ? name : `${kind} ${name}`
  const means = alias ? `${role} (${toValue(alias)})` : role
  return [who, means, ...(until === null ? [] : [`until ${until}`])].join(', ')
}
