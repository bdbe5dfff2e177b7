import { policyLength, policyLimits } from '../../aws/iam.ts'
import type { Rule } from '../rule.ts'

/** The permissions of a tenant's AWS roles must fit into IAM's size limits. */
export const invalidPermissions: Rule = ({ tenants }, report) => {
  for (const { aws, asked } of tenants) {
    for (const field of ['workloads', 'secrets'] as const) {
      const document = aws[field]?.permissions
      const length = document ? policyLength(document) : 0
      if (length <= policyLimits.inline) continue
      report({
        code: 'invalid-permissions',
        message: `naming these ${field === 'secrets' ? 'secrets' : 'places'} takes ${length} characters, but IAM allows ${policyLimits.inline}`,
        at: field === 'secrets' ? asked('secrets', 0, 'from') : asked('aws', longer(aws)),
        help: 'name folders that contain several of them'
      })
    }
  }
}

function longer({
  read,
  write
}: {
  readonly read: readonly object[]
  readonly write: readonly object[]
}) {
  return read.length > write.length ? 'read' : 'write'
}
