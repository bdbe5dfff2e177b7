import { bindingLimit, bindingName } from '../../kubeflow/bindings.ts'
import type { Rule } from '../rule.ts'

// The generated name is never longer than its parts, so shorter e-mails are safe.
const sure = bindingLimit - 'user--clusterrole-admin'.length

/** The binding names that Kubeflow derives from people must be valid in Kubernetes. */
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
