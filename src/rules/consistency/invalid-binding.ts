import { bindingLimit, bindingName } from '../../kubeflow/bindings.ts'
import type { Rule } from '../rule.ts'

// No name is longer than what it is made of.
const sure = bindingLimit - 'user--clusterrole-admin'.length

/** What Kubeflow calls the role of a person is a name that Kubernetes takes. */
export const invalidBinding: Rule = ({ tenants }, report) => {
  for (const { email, role, ways } of tenants.flatMap(({ people }) => people)) {
    if (email.length <= sure) continue
    const { length } = bindingName(email, role)
    if (length <= bindingLimit) continue
    report({
      code: 'invalid-binding',
      message: `\`${email}\` is too long: Kubeflow would name the role with ${length} characters, and Kubernetes takes ${bindingLimit} at most`,
      at: ways[0].at,
      help: 'let them in by a shorter e-mail of theirs, or as the owner'
    })
  }
}
