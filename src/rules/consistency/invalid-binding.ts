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
      message: `\`${email}\` is too long: the name that Kubeflow makes from it would have ${length} characters, but Kubernetes allows at most ${bindingLimit}`,
      at: ways[0].at,
      help: 'use a shorter e-mail address of this person, or make them the owner'
    })
  }
}
