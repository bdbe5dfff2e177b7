import { isRoleName, roleNameLimit, serviceRoleName } from '../../aws/role-names.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { accountsOnAws } from '../../cluster/platform-accounts.ts'
import { startOf } from '../../diagnostics/source.ts'
import { ownRoles } from '../../model/shared-role.ts'
import type { Rule } from '../rule.ts'

/** The names of AWS roles must not exceed IAM's limit. */
export const invalidRoleName: Rule = ({ clusters, tenants }, report) => {
  for (const cluster of clusters) {
    const names = accountsOnAws(cluster).map(
      name => serviceRoleName(cluster.aws.rolePrefix, name).name
    )
    const name = names.find(name => !isRoleName(name))
    if (name === undefined) continue
    report({
      code: 'invalid-role-name',
      message: tooLong(name),
      at: prefixOf(cluster),
      help: 'write a shorter `rolePrefix` under `aws`'
    })
  }
  for (const { aws, file, cluster } of tenants) {
    const role = ownRoles(aws).find(({ name }) => !isRoleName(name))
    if (!role) continue
    report({
      code: 'invalid-role-name',
      message: tooLong(role.name),
      at: startOf(file),
      related: [{ message: 'its name begins with this', at: prefixOf(cluster) }],
      help: `ask the platform team for a shorter \`aws.rolePrefix\` in \`platform/clusters/${cluster.name}.yaml\`, or give the tenant a shorter name`
    })
  }
}

function tooLong(name: string): string {
  return `the name of AWS role \`${name}\` has ${name.length} characters, but IAM allows ${roleNameLimit}`
}

function prefixOf({ file, at }: Cluster) {
  return at('aws', file.aws.rolePrefix === undefined ? 'eks' : 'rolePrefix')
}
