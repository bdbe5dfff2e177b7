import { policyLength, policyLimits } from '../../aws/iam.ts'
import type { Rule } from '../rule.ts'

/** The policy that says which service accounts may assume a role must fit into IAM's size limit. */
export const invalidTrust: Rule = ({ tenants }, report) => {
  for (const { aws, asked } of tenants) {
    const role = aws.workloads
    const length = role ? policyLength(role.trust) : 0
    if (!role || length <= policyLimits.trust) continue
    report({
      code: 'invalid-trust',
      message: `naming ${role.accounts.length} service accounts takes ${length} characters, but IAM allows ${policyLimits.trust}`,
      at: asked('aws', 'serviceAccounts'),
      help: 'list fewer: several workloads can run as one service account'
    })
  }
}
