import { formatArn } from '../../src/aws/arn.ts'
import { listed, type PolicyDocument, policy, type Statement } from '../../src/aws/iam.ts'
import { allow } from '../../src/aws/permissions.ts'
import { type Holder, roleArn, rolePath } from '../../src/aws/role-names.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'

/**
 * What the ACK controllers for IAM and EKS need for the objects of this cluster: roles below its path, with
 * the boundary of whom they are for. They can neither delete a role nor change a boundary's policy.
 */
export function controllersPolicy(cluster: Cluster): PolicyDocument {
  const { access, identity } = cluster.aws
  return policy([
    ...identities(cluster),
    ...(identity === 'podIdentity' ? associations(cluster) : []),
    ...(access.length > 0 ? entries(cluster) : []),
    ...(cluster.identity.kubectl === null ? [] : signIn(cluster))
  ])
}

function identities(cluster: Cluster): Statement[] {
  const { boundary, platformBoundary } = cluster.aws
  const theirs = rolesBelow(cluster, 'tenants')
  const granted = listed(Object.values(cluster.file.aws.policies ?? {}))
  const services = rolesBelow(cluster, 'platform')
  return [
    ...bounded(theirs, boundary),
    ...bounded(services, platformBoundary),
    ...(granted.length > 0 ? [attachment(theirs, granted)] : []),
    allow(free, [theirs, services])
  ]
}

/** What a role can do is changed only while the boundary holds it. */
function bounded(role: string, boundary: string | null): Statement[] {
  if (boundary === null) return []
  const actions = [
    'iam:CreateRole',
    'iam:DeleteRolePolicy',
    'iam:PutRolePermissionsBoundary',
    'iam:PutRolePolicy'
  ]
  const Condition = { StringEquals: { 'iam:PermissionsBoundary': boundary } }
  return [{ ...allow(actions, [role]), Condition }]
}

const free = [
  'iam:GetRole',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:ListRolePolicies',
  'iam:ListRoleTags',
  'iam:TagRole',
  'iam:UntagRole',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateRole'
]

function attachment(role: string, policies: readonly string[]): Statement {
  const Condition = { ArnEquals: { 'iam:PolicyARN': policies } }
  return { ...allow(['iam:AttachRolePolicy', 'iam:DetachRolePolicy'], [role]), Condition }
}

function rolesBelow({ aws }: Cluster, holder: Holder): string {
  return roleArn(aws, { path: rolePath(aws.rolePrefix, holder), name: '*' })
}

/** Roles of one's own may be handed out too, if the cluster's file names them. */
function associations(cluster: Cluster): Statement[] {
  const roles = [
    rolesBelow(cluster, 'tenants'),
    rolesBelow(cluster, 'platform'),
    ...listed(Object.values(cluster.file.aws.roles ?? {}))
  ]
  const Condition = { StringEquals: { 'iam:PassedToService': 'pods.eks.amazonaws.com' } }
  return [
    allow(
      ['eks:CreatePodIdentityAssociation', 'eks:ListPodIdentityAssociations'],
      [eksArn(cluster, 'cluster')]
    ),
    allow(
      [
        'eks:DeletePodIdentityAssociation',
        'eks:DescribePodIdentityAssociation',
        'eks:TagResource',
        'eks:UntagResource',
        'eks:UpdatePodIdentityAssociation'
      ],
      [eksArn(cluster, 'podidentityassociation', '/*')]
    ),
    allow(['iam:GetRole'], roles),
    { ...allow(['iam:PassRole'], roles), Condition }
  ]
}

function entries(cluster: Cluster): Statement[] {
  const principals = listed(cluster.aws.access.map(({ role }) => role))
  const Condition = { ArnEquals: { 'eks:principalArn': principals } }
  return [
    allow(['eks:ListAccessEntries'], [eksArn(cluster, 'cluster')]),
    { ...allow(['eks:CreateAccessEntry'], [eksArn(cluster, 'cluster')]), Condition },
    {
      ...allow(
        [
          'eks:AssociateAccessPolicy',
          'eks:DeleteAccessEntry',
          'eks:DescribeAccessEntry',
          'eks:DisassociateAccessPolicy',
          'eks:ListAssociatedAccessPolicies',
          'eks:UpdateAccessEntry'
        ],
        [eksArn(cluster, 'access-entry', '/*')]
      ),
      Condition
    }
  ]
}

function signIn(cluster: Cluster): Statement[] {
  return [
    allow(['eks:AssociateIdentityProviderConfig'], [eksArn(cluster, 'cluster')]),
    allow(
      ['eks:DescribeIdentityProviderConfig', 'eks:DisassociateIdentityProviderConfig'],
      [eksArn(cluster, 'identityproviderconfig', '/oidc/*')]
    )
  ]
}

function eksArn({ aws }: Cluster, type: string, below = ''): string {
  const { partition, region, account, eks } = aws
  const resource = `${type}/${eks}${below}`
  return formatArn({ partition, service: 'eks', region, account, resource })
}
