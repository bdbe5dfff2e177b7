import { weaker } from '../../model/members.ts'
import { forms } from '../../schema/forms.ts'
import { groupBy } from '../../values/group.ts'
import type { Right, Rights } from '../dump/rights.ts'
import type { TakeNote } from './found.ts'

/** Takes off what the gateway puts before each name, where the cluster's file does not know it. */
export function withoutPrefixes(rights: Rights, note: TakeNote): Rights {
  const named = rights.people.map(right => [right, split(right.person)] as const)
  const prefixes = new Set(named.flatMap(([, { prefix }]) => (prefix === '' ? [] : [prefix])))
  if (prefixes.size === 0) return rights
  for (const prefix of prefixes) {
    note(
      'lost',
      `notebooks: its policies name people as \`${prefix}<e-mail>\`, and the file of the cluster says another \`identity.prefix\``,
      `write \`prefix: "${prefix}"\` under \`identity\` of the file of the cluster, and import again`
    )
  }
  const groups = groupBy(named, ([, { person }]) => person)
  const people = Array.from(groups, ([person, group]) => {
    return group.map(([right]) => ({ ...right, person })).reduce(both)
  })
  return { ...rights, people }
}

function split(person: string): { readonly prefix: string; readonly person: string } {
  const end = person.lastIndexOf(':') + 1
  const rest = person.slice(end)
  return forms.email.test(rest)
    ? { prefix: person.slice(0, end), person: rest }
    : { prefix: '', person }
}

function both(one: Right, other: Right): Right {
  const isLess =
    one.role === undefined || (other.role !== undefined && weaker(one.role, other.role))
  return {
    person: one.person,
    role: isLess ? other.role : one.role,
    notebooks: one.notebooks || other.notebooks,
    bindings: [...new Set([...one.bindings, ...other.bindings])].sort(),
    policies: [...new Set([...one.policies, ...other.policies])].sort()
  }
}
