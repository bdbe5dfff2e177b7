import { formatArn } from '../../src/aws/arn.ts'
import { listed, type PolicyDocument, policy, type Statement } from '../../src/aws/iam.ts'
import { allow } from '../../src/aws/permissions.ts'
import { type Holder, rolePath } from '../../src/aws/role-names.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'

/**
 * What the ACK controllers for IAM and EKS need for the objects of this cluster: roles and users below its
 * path, with the boundary of whom they are for. They can neither delete one nor change a boundary's policy.
 */
export function controllersPolicy(cluster: Cluster): PolicyDocument {
  const { access, identity } = cluster.aws
  return policy([
    ...kindsOf(cluster).flatMap(kind => identities(cluster, kind)),
    ...(identity === 'podIdentity' ? associations(cluster) : []),
    ...(access.length > 0 ? entries(cluster) : []),
    ...(cluster.identity.kubectl === null ? [] : signIn(cluster))
  ])
}

/** What IAM calls those that it lets in: its actions and its ARNs have the same word. */
type Identity = 'Role' | 'User'

/** Users are made for keys alone. */
function kindsOf({ pipelines }: Cluster): Identity[] {
  return pipelines.credentials === 'static' ? ['Role', 'User'] : ['Role']
}

function identities(cluster: Cluster, kind: Identity): Statement[] {
  const { boundary, platformBoundary } = cluster.aws
  const [theirs, services] = [below(cluster, kind, 'tenants'), below(cluster, kind, 'platform')]
  return [
    ...bounded(kind, theirs, boundary),
    ...bounded(kind, services, platformBoundary),
    ...(kind === 'Role' ? attachments(cluster) : []),
    allow(free(kind), [theirs, services])
  ]
}

/** What a role or user can do is changed only while the boundary holds it. */
function bounded(kind: Identity, resource: string, boundary: string | null): Statement[] {
  if (boundary === null) return []
  const actions = [
    `iam:Create${kind}`,
    `iam:Delete${kind}Policy`,
    `iam:Put${kind}PermissionsBoundary`,
    `iam:Put${kind}Policy`
  ]
  const Condition = { StringEquals: { 'iam:PermissionsBoundary': boundary } }
  return [{ ...allow(actions, [resource]), Condition }]
}

function free(kind: Identity): string[] {
  return [
    `iam:Get${kind}`,
    `iam:Get${kind}Policy`,
    `iam:ListAttached${kind}Policies`,
    `iam:List${kind}Policies`,
    `iam:List${kind}Tags`,
    `iam:Tag${kind}`,
    `iam:Untag${kind}`,
    ...(kind === 'Role' ? ['iam:UpdateAssumeRolePolicy', 'iam:UpdateRole'] : [])
  ]
}

function attachments(cluster: Cluster): Statement[] {
  const policies = listed(Object.values(cluster.file.aws.policies ?? {}))
  if (policies.length === 0) return []
  const actions = ['iam:AttachRolePolicy', 'iam:DetachRolePolicy']
  const Condition = { ArnEquals: { 'iam:PolicyARN': policies } }
  return [{ ...allow(actions, [below(cluster, 'Role', 'tenants')]), Condition }]
}

function below({ aws }: Cluster, kind: Identity, holder: Holder): string {
  const { partition, account, rolePrefix } = aws
  const resource = `${kind.toLowerCase()}${rolePath(rolePrefix, holder)}*`
  return formatArn({ partition, service: 'iam', region: '', account, resource })
}

/** Roles of one's own may be handed out too, if the cluster's file names them. */
function associations(cluster: Cluster): Statement[] {
  const roles = [
    below(cluster, 'Role', 'tenants'),
    below(cluster, 'Role', 'platform'),
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
