import { isRoleName, roleNameLimit } from '../../aws/role-names.ts'
import { startOf } from '../../diagnostics/source.ts'
import type { Rule } from '../rule.ts'

/** The names of a tenant's AWS roles must not exceed IAM's limit. */
export const invalidRoleName: Rule = ({ tenants }, report) => {
  for (const { aws, file, cluster } of tenants) {
    const role = [aws.workloads, aws.secrets].find(made => made && !isRoleName(made.name))
    if (!role) continue
    const field = cluster.file.aws.rolePrefix === undefined ? 'eks' : 'rolePrefix'
    report({
      code: 'invalid-role-name',
      message: `the name of AWS role \`${role.name}\` has ${role.name.length} characters, but IAM allows ${roleNameLimit}`,
      at: startOf(file),
      related: [{ message: 'its name begins with this', at: cluster.at('aws', field) }],
      help: `ask the platform team for a shorter \`aws.rolePrefix\` in \`platform/clusters/${cluster.name}.yaml\`, or give the tenant a shorter name`
    })
  }
}
