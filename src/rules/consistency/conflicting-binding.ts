import { bindingName } from '../../kubeflow/bindings.ts'
import type { Tenant } from '../../model/tenant.ts'
import type { Mention } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** The people of a tenant must not get the same binding name from Kubeflow. */
export const conflictingBinding: Rule = ({ tenants }, report) => {
  for (const tenant of tenants) {
    const first = new Map<string, Mention>()
    for (const { binding, user } of bindings(tenant)) {
      const other = first.get(binding)
      if (!other) {
        first.set(binding, user)
        continue
      }
      // Two spellings of one person are reported by another rule.
      if (other.name.toLowerCase() === user.name.toLowerCase()) continue
      const elsewhere = { message: `\`${other.name}\` gets access here`, at: other.at }
      report({
        code: 'conflicting-binding',
        message: `Kubeflow cannot tell \`${user.name}\` from \`${other.name}\`: it would use the name \`${binding}\` for both`,
        at: user.at,
        related: other.at.start === user.at.start ? [] : [elsewhere],
        help: 'give one of them another role, or remove one; only letters and digits count in these names'
      })
    }
  }
}

function bindings({ people }: Tenant) {
  const users = people.map(({ email, role, ways: [{ at }] }) => {
    return { binding: bindingName(email, role), user: { name: email, at } }
  })
  return users.sort((a, b) => a.user.at.start - b.user.at.start)
}
