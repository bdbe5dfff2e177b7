import { parseRoleArn } from '../../aws/arn.ts'
import { serviceRoleName } from '../../aws/role-names.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { accountsOnAws } from '../../cluster/platform-accounts.ts'
import { type Span, startOf } from '../../diagnostics/source.ts'
import type { Model } from '../../model/model.ts'
import { ownRoles, sharedName } from '../../model/shared-role.ts'
import type { Tenant } from '../../model/tenant.ts'
import type { Path } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/**
 * AWS roles in an account need distinct names, whatever their paths, and IAM ignores case. Otherwise a
 * tenant's file could make the controllers take over a role that is somebody else's.
 */
export const conflictingRoleName: Rule = (model, report) => {
  const mentioned = new Map(model.clusters.flatMap(mentions))
  const used = new Set(model.tenants.map(({ aws }) => aws.role?.arn))
  const first = new Map<string, Cluster>()
  const pairs = new Set<string>()
  for (const made of rolesOf(model)) {
    const id = idOf(made.cluster.aws.account, made.name)
    const mention = mentioned.get(id)
    // A tenant that uses a role of another tenant is reported as `duplicate-role`.
    const isUsed = made.arn === mention?.arn && used.has(made.arn)
    if (mention && !isUsed) report(ofMention(made, mention))
    const other = first.get(id) ?? made.cluster
    first.set(id, other)
    const pair = `${made.cluster.name}/${other.name}`
    if (other === made.cluster || pairs.has(pair)) continue
    pairs.add(pair)
    report(ofClusters(made.cluster, other))
  }
}

/** A role that Tenantry makes. */
interface Made {
  readonly name: string
  readonly arn?: string
  readonly cluster: Cluster
  /** Missing for a role of the platform. */
  readonly tenant?: Tenant
}

function rolesOf({ clusters, tenants }: Model): Made[] {
  const platform = clusters.flatMap(cluster =>
    accountsOnAws(cluster).map(account => {
      return { cluster, name: serviceRoleName(cluster.aws.rolePrefix, account).name }
    })
  )
  const shared = clusters.flatMap(cluster => {
    const role = sharedName(cluster)
    return role ? [{ cluster, name: role.name }] : []
  })
  const theirs = tenants.flatMap(tenant =>
    ownRoles(tenant.aws).map(({ name, arn }) => ({ cluster: tenant.cluster, tenant, name, arn }))
  )
  return [...platform, ...shared, ...theirs]
}

/** A role that a cluster's file mentions. */
interface Mention {
  readonly at: Span
  /** Missing where the file has its name only. */
  readonly arn?: string
  readonly field: string
}

function mentions(cluster: Cluster): [string, Mention][] {
  const { file, at, aws } = cluster
  const { autoscaling } = file
  const nodes = typeof autoscaling === 'object' ? autoscaling.karpenter?.role : undefined
  const arns = rolesIn(file).map(({ path, arn }): [string, Mention] => {
    const role = parseRoleArn(arn)
    const field = path.slice(0, 2).join('.')
    return [idOf(role?.account ?? '', role?.name ?? ''), { at: at(...path), arn, field }]
  })
  if (nodes === undefined) return arns
  const field = 'autoscaling'
  return [...arns, [idOf(aws.account, nodes), { at: at(field, 'karpenter', 'role'), field }]]
}

interface Found {
  readonly path: Path
  readonly arn: string
}

/** Looks everywhere, so that a field that names a role counts as soon as it exists. */
function rolesIn(value: unknown, path: Path = []): Found[] {
  if (typeof value === 'string') return parseRoleArn(value) ? [{ path, arn: value }] : []
  if (Array.isArray(value)) return value.flatMap((each, index) => rolesIn(each, [...path, index]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => rolesIn(each, [...path, key]))
}

function idOf(account: string, name: string): string {
  return `${account}/${name.toLowerCase()}`
}

function ofMention({ name, tenant, cluster }: Made, { at, field }: Mention) {
  const code = 'conflicting-role-name'
  if (tenant) {
    return {
      code,
      message: `an AWS role of this tenant would be called \`${name}\`, like a role that is there already`,
      at: startOf(tenant.file),
      related: [{ message: 'that role is named here', at }],
      help: `rename the file, or ask the platform team to take the role out of \`${field}\``
    } as const
  }
  return {
    code,
    message: `this role has the name that Tenantry gives to a role of the platform, \`${name}\``,
    at,
    related: [{ message: 'the names of those roles begin with this', at: prefixOf(cluster) }],
    help: 'name another role, or set another `aws.rolePrefix`'
  } as const
}

/** If one role clashes between two clusters, so do all that they have in common. */
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
