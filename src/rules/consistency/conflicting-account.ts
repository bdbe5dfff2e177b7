import { resources } from '../../cluster/arns.ts'
import type { Rule } from '../rule.ts'

/** Resources that a cluster can only use in its own AWS account must be in that account. */
export const conflictingAccount: Rule = ({ clusters }, report) => {
  for (const cluster of clusters) {
    const { aws, at } = cluster
    for (const { path, noun, account, ours } of resources(cluster)) {
      if (!ours || account === null || account === aws.account) continue
      report({
        code: 'conflicting-account',
        message: `this ${noun} is of account \`${account}\`, and the cluster of \`${aws.account}\``,
        at: at(...path),
        related: [{ message: "the cluster's account stands here", at: at('aws', 'account') }],
        help: `name the ${noun} of the cluster's own account, or correct the account`
      })
    }
  }
}
