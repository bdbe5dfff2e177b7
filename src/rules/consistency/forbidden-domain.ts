import { expandFrom } from '../../model/expand-groups.ts'
import { adminGroups } from '../../model/groups.ts'
import type { Model } from '../../model/model.ts'
import type { Tenant } from '../../model/tenant.ts'
import { count, orList } from '../../text/prose.ts'
import { isFrom } from '../../values/email.ts'
import type { Mention } from '../../yaml/node.ts'
import { placeIn } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

interface NamedSubject extends Mention {
  readonly kind: string
}

/**
 * Everybody with access, including through groups, must have an e-mail in a domain that common.yaml
 * allows.
 */
export const forbiddenDomain: Rule = (model, report) => {
  const domains = model.emails.domains
  const expand = expandFrom(model.directory.value, email => email)
  const foreign = new Map<string, readonly string[]>()
  const help = `people must come from ${orList(domains)}; the platform team can add a domain under \`emails.domains\` of \`platform/common.yaml\``
  for (const { kind, name, at } of [...admins(model), ...model.tenants.flatMap(entries)]) {
    const key = `${kind}:${name}`
    const people = foreign.get(key) ?? peopleOf(kind, name).filter(email => !isFrom(email, domains))
    foreign.set(key, people)
    const [first, ...others] = people
    if (first === undefined) continue
    const more = others.length === 0 ? '' : ` and ${count(others.length, 'other')}`
    const whom =
      kind === 'user' ? `\`${first}\` is` : `${kind} \`${name}\` includes \`${first}\`${more}`
    const message = `${whom} from outside the allowed domains`
    report({ code: 'forbidden-domain', message, at, help })
  }

  function peopleOf(kind: string, name: string): readonly string[] {
    if (kind === 'group' || kind === 'team') return expand[kind](name)
    return kind === 'user' ? [name] : []
  }
}

function admins(model: Model): NamedSubject[] {
  const users = (model.common.value.admins ?? []).flatMap(({ user }, index) =>
    user === undefined ? [] : [{ name: user, at: placeIn(model.common, ['admins', index, 'user']) }]
  )
  const groups = adminGroups(model).map(group => ({ ...group, kind: 'group' }))
  return [...users.map(user => ({ ...user, kind: 'user' })), ...groups]
}

function entries({ written, members, at }: Tenant): NamedSubject[] {
  return [{ kind: 'user', name: written.owner, at: at('owner') }, ...members]
}
