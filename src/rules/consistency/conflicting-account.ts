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
        message: `this ${noun} belongs to account \`${account}\`, but the cluster belongs to \`${aws.account}\``,
        at: at(...path),
        related: [{ message: "the cluster's account is set here", at: at('aws', 'account') }],
        help: "use one from the cluster's own account, or correct `account`"
      })
    }
  }
}
