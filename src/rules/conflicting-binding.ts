import { bindingName } from '../binding.ts'
import type { Mention, Tenant } from '../model.ts'
import type { Rule } from '../rule.ts'

/** Kubeflow calls the bindings of a tenant's people by different names. */
export const conflictingBinding: Rule = ({ tenants }, report) => {
  for (const tenant of tenants) {
    const first = new Map<string, Mention>()
    for (const { binding, user } of bindings(tenant)) {
      const other = first.get(binding)
      if (!other) {
        first.set(binding, user)
        continue
      }
      const elsewhere = { message: `\`${other.name}\` comes in here`, at: other.at }
      report({
        code: 'conflicting-binding',
        message: `\`${other.name}\` and \`${user.name}\` cannot both be here: Kubeflow would call the role of each \`${binding}\``,
        at: user.at,
        related: other.at.start === user.at.start ? [] : [elsewhere],
        help: 'give one of them another role, or leave one out; Kubeflow tells letters and digits apart, and nothing else'
      })
    }
  }
}

function bindings({ people, workloads }: Tenant) {
  const users = people.map(({ email, role, ways: [way] }) => ({ name: email, role, at: way.at }))
  const accounts = workloads.map(({ namespace, account, role, way }) => ({
    name: `system:serviceaccount:${namespace}:${account}`,
    role,
    at: way.at
  }))
  return [...users, ...accounts].map(({ role, ...user }) => ({
    binding: bindingName(user.name, role),
    user
  }))
}
