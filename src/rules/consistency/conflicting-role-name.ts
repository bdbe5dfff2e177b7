import type { Cluster } from '../../cluster/cluster.ts'
import { type Span, startOf } from '../../diagnostics/source.ts'
import type { Model } from '../../model/model.ts'
import type { AwsRole, Tenant } from '../../model/tenant.ts'
import type { Rule } from '../rule.ts'

/** AWS roles in an account need distinct names, and IAM ignores case. */
export const conflictingRoleName: Rule = (model, report) => {
  const first = new Map<string, Made>()
  const used = new Set(model.tenants.map(({ aws }) => aws.role?.arn))
  const others = new Map(model.clusters.map(cluster => [cluster.name, mentioned(cluster, used)]))
  for (const made of rolesOf(model)) {
    const { role, tenant } = made
    const taken = others.get(tenant.cluster.name)?.get(role.name.toLowerCase())
    if (taken) report(ofPlatform(made, taken))
    const id = `${tenant.cluster.aws.account}/${role.name.toLowerCase()}`
    const other = first.get(id)
    if (!other) first.set(id, made)
    else if (other.tenant.name === tenant.name && other.tenant.cluster !== tenant.cluster) {
      report(ofClusters(tenant.cluster, other.tenant.cluster))
    } else report(ofTenants(made, other))
  }
}

interface Made {
  readonly role: AwsRole
  readonly tenant: Tenant
  readonly purpose: string
}

function rolesOf({ tenants }: Model): Made[] {
  return tenants.flatMap(tenant => {
    const { workloads, secrets } = tenant.aws
    return [
      ...(workloads ? [{ role: workloads, tenant, purpose: 'workloads' }] : []),
      ...(secrets ? [{ role: secrets, tenant, purpose: 'secrets' }] : [])
    ]
  })
}

/**
 * Existing roles of the platform, which the controllers would take over. Roles that tenants use are
 * reported as `duplicate-role`.
 */
function mentioned(
  { file, at }: Cluster,
  used: ReadonlySet<string | undefined>
): ReadonlyMap<string, Span> {
  const { autoscaling } = file
  const nodes = typeof autoscaling === 'object' ? autoscaling.karpenter?.role : undefined
  const named = Object.entries(file.aws.roles ?? {})
    .filter(([, arn]) => !used.has(arn))
    .map(([name, arn]) => {
      return [arn.slice(arn.lastIndexOf('/') + 1).toLowerCase(), at('aws', 'roles', name)] as const
    })
  if (nodes === undefined) return new Map(named)
  return new Map([...named, [nodes.toLowerCase(), at('autoscaling', 'karpenter', 'role')]])
}

function ofPlatform({ role, tenant, purpose }: Made, taken: Span) {
  return {
    code: 'conflicting-role-name',
    message: `the AWS role for the ${purpose} of this tenant would be called \`${role.name}\`, like one of the platform's roles`,
    at: startOf(tenant.file),
    related: [{ message: 'that role is named here', at: taken }],
    help: 'rename the file: a role is named after its tenant'
  } as const
}

function ofTenants({ role, tenant, purpose }: Made, other: Made) {
  const theirs = `the one for the ${other.purpose} of tenant \`${other.tenant.name}\``
  return {
    code: 'conflicting-role-name',
    message: `the AWS role for the ${purpose} of this tenant would be called \`${role.name}\`, like ${theirs}`,
    at: startOf(tenant.file),
    related: [{ message: 'that tenant is defined here', at: startOf(other.tenant.file) }],
    help: 'rename one of the two files: a role is named after its tenant'
  } as const
}

/** If a tenant's roles clash between two clusters, so do those of every tenant on both. */
function ofClusters(cluster: Cluster, other: Cluster) {
  return {
    code: 'conflicting-role-name',
    message: `the AWS roles of \`${cluster.name}\` would have the same names as those of \`${other.name}\`, in the same account`,
    at: prefixOf(cluster),
    related: [{ message: 'the same prefix is used here', at: prefixOf(other) }],
    help: 'set a different `aws.rolePrefix` in one of the two files'
  } as const
}

function prefixOf({ file, at }: Cluster) {
  return at('aws', file.aws.rolePrefix === undefined ? 'eks' : 'rolePrefix')
}
