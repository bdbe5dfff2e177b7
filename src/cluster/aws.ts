import type { Static } from 'typebox'
import { isPartition, type Partition, partitionOf, partitions } from '../aws/arn.ts'
import { choice, fields, flag, list, map, text, whole } from '../schema/fields.ts'
import { filled } from '../schema/filled.ts'

const access = fields(
  {
    role: text('role-arn', {
      description: 'ARN of the AWS role whose holders may use kubectl.',
      examples: ['arn:aws:iam::111122223333:role/platform']
    }),
    may: choice(['clusterAdmin', 'admin', 'edit', 'view'], {
      description:
        'How much they may do, by the access policy of EKS that has this name: `edit` stands for ' +
        '`AmazonEKSEditPolicy`.'
    }),
    namespaces: list(text('label'), {
      description:
        'Namespaces in which that holds. Without them, it holds in the whole cluster, tenants ' +
        'included.',
      examples: [['data-platform']]
    })
  },
  {
    required: ['role', 'may'],
    description: 'An AWS role that may use kubectl, by a name of your choice.'
  }
)

export const aws = fields(
  {
    account: text('aws-account', {
      description:
        'The AWS account of the cluster, in quotes, since it may begin with a zero. The ARNs of ' +
        'roles are made of it, and trust policies name it.',
      examples: ['111122223333']
    }),
    region: text('region', {
      description:
        'The AWS region of the cluster. Buckets and secrets are asked for there, and whatever ' +
        'else this file names in a region must be in it.',
      examples: ['eu-central-1']
    }),
    partition: choice(Object.keys(partitions).filter(isPartition), {
      description:
        'The AWS partition. Without it, the one that the region belongs to, so it never has to ' +
        'be written.',
      examples: ['aws-us-gov']
    }),
    eks: text('word', {
      description:
        'Name of the cluster in EKS. The names of AWS roles begin with it unless `rolePrefix` ' +
        'says otherwise, and trust policies of Pod Identity name it.',
      examples: ['kubeflow-production']
    }),
    oidcProvider: text('oidc', {
      description:
        "The cluster's OIDC provider, without `https://`. It must be there for `identity: irsa`, " +
        'for `identity.machines`, and as soon as a tenant has secrets, because the account that ' +
        'reads them gets its role that way in every mode. `aws eks describe-cluster --name <eks> ' +
        '--query cluster.identity.oidc.issuer` prints it. Without it, none of the three can be used.',
      examples: ['oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF']
    }),
    identity: choice(['podIdentity', 'irsa'], {
      description:
        'How pods get their AWS role: `podIdentity` by an association that EKS keeps, `irsa` by ' +
        'an annotation of the service account. docs/lifecycle.md says what a change of it leaves ' +
        'behind.',
      default: 'podIdentity'
    }),
    iam: choice(['ack', 'terraform', 'none'], {
      description:
        'Who makes the AWS roles of tenants and of the platform, and the users of ' +
        '`pipelines.credentials: static`: `ack` the controllers of AWS in ' +
        'the cluster, from objects that Tenantry writes; `terraform` your own Terraform, from ' +
        'the `iam.json` files; `none` somebody else, from the same files.',
      default: 'none'
    }),
    boundary: text('policy-arn', {
      description:
        'ARN of the permissions boundary that the roles of tenants get: none of them can do more ' +
        'than it allows, whatever the role itself says. It is a policy of your own; ' +
        '`generated/<cluster>/platform/boundaries.json` has the document for it. Without it, ' +
        '`iam` is `none`.',
      examples: ['arn:aws:iam::111122223333:policy/kubeflow-tenant-boundary']
    }),
    platformBoundary: text('policy-arn', {
      description:
        'ARN of the permissions boundary that the roles of the platform get: another one than ' +
        '`boundary`, which allows what tenants need. Without it, `iam` is `none`.',
      examples: ['arn:aws:iam::111122223333:policy/kubeflow-platform-boundary']
    }),
    tenantRoles: choice(['own', 'shared'], {
      description:
        'Whether each tenant has an AWS role of its own for its workloads. With `shared`, tenants ' +
        'that need no more than their folder in the default bucket of pipelines run as one role, ' +
        'which reaches the folder that is called like the namespace of the pod; all others have ' +
        'a role of their own, and so has each for its secrets. It needs `identity: podIdentity` and ' +
        '`pipelines.credentials: keyless`. docs/scale.md says what it is for, and ' +
        'docs/lifecycle.md how to change it.',
      default: 'own'
    }),
    rolePrefix: text('role-prefix', {
      description:
        'What the names of AWS roles begin with: `<rolePrefix>.tenant.<tenant>` for a tenant. ' +
        'Their path in IAM has it too. Without it, the name of the cluster in EKS. Two clusters ' +
        'in one account need two prefixes.',
      examples: ['kubeflow-prod']
    }),
    controllers: text('label', {
      description:
        'Namespace of the ACK controllers. With `iam: ack`, the objects that stand for roles, ' +
        'users and associations are put there.',
      default: 'ack-system',
      examples: ['aws-controllers']
    }),
    plugin: flag({
      description:
        "Whether a tenant's Profile names its AWS role too, for Kubeflow's plugin " +
        '`AwsIamForServiceAccount`. It has an effect only with `identity: irsa`, and does no ' +
        'more than annotate the account that Tenantry annotates anyway.',
      default: false
    }),
    key: text('key-arn', {
      description:
        'ARN of the KMS key that buckets and secrets are encrypted with. Roles of tenants and of ' +
        'pipelines may then use it through S3, and roles that read secrets through the secret ' +
        'store. Without it, no role may use any key, which is right for buckets and secrets that ' +
        'AWS encrypts with keys of its own.',
      examples: ['arn:aws:kms:eu-central-1:111122223333:key/0123abcd-4567-89ef-0123-456789abcdef']
    }),
    roles: map('word', text('role-arn'), {
      description:
        'AWS roles of your own that tenants may run as, by the name that they write in ' +
        '`aws.role`. policy.yaml has to grant that name too, under `roles`. Without any, each ' +
        'tenant has only the role that is made for it.',
      examples: [{ 'pricing-legacy': 'arn:aws:iam::111122223333:role/pricing-legacy' }]
    }),
    policies: map('word', text('policy-arn'), {
      description:
        'AWS policies that tenants may add to their role, by the name that they write in ' +
        '`aws.policies`. policy.yaml has to grant that name too, under `policies`. Without any, ' +
        'tenants can add none.',
      examples: [{ sagemaker: 'arn:aws:iam::aws:policy/AmazonSageMakerReadOnly' }]
    }),
    limits: fields(
      {
        roles: whole(1, 10000, {
          description:
            'How many roles the account can have, the quota "Roles per account" of IAM, less those ' +
            'that are not of Tenantry. AWS raises it to 10000 at most. From 80 % of it on, there ' +
            'is a warning.',
          default: 1000,
          examples: [5000]
        }),
        policies: whole(10, 20, {
          description:
            'How many policies a role can have, the quota "Managed policies per role" of IAM. ' +
            'AWS raises it to 20 at most.',
          default: 10,
          examples: [20]
        })
      },
      {
        description:
          'What AWS allows in your account, where it has raised a quota for you. Without it, the ' +
          'quotas that every account begins with.',
        examples: [{ policies: 20 }]
      }
    ),
    access: map('label', access, {
      description:
        'AWS roles that may use kubectl here, such as that of the platform team. Each becomes an ' +
        'access entry of EKS with `iam: ack`, and otherwise an entry of ' +
        '`generated/<cluster>/platform/auth/login.json` for Terraform. Without any, Tenantry ' +
        'grants none.',
      examples: [
        { platform: { role: 'arn:aws:iam::111122223333:role/platform', may: 'clusterAdmin' } }
      ]
    })
  },
  {
    required: ['account', 'region', 'eks'],
    description:
      'Where in AWS the cluster is, how pods get AWS roles, who makes them, and what tenants may ' +
      'name. Tenants see none of the ARNs: they write names, and this says what they are here.',
    examples: [
      {
        account: '111122223333',
        region: 'eu-central-1',
        eks: 'kubeflow-production',
        oidcProvider: 'oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF',
        iam: 'ack',
        boundary: 'arn:aws:iam::111122223333:policy/kubeflow-tenant-boundary',
        platformBoundary: 'arn:aws:iam::111122223333:policy/kubeflow-platform-boundary',
        policies: { sagemaker: 'arn:aws:iam::aws:policy/AmazonSageMakerReadOnly' }
      }
    ]
  }
)

export interface ClusterAws {
  readonly account: string
  readonly region: string
  readonly partition: Partition
  readonly eks: string
  readonly oidcProvider: string | null
  readonly identity: 'podIdentity' | 'irsa'
  readonly iam: 'ack' | 'terraform' | 'none'
  readonly tenantRoles: 'own' | 'shared'
  readonly boundary: string | null
  readonly platformBoundary: string | null
  readonly rolePrefix: string
  readonly controllers: string
  readonly plugin: boolean
  readonly key: string | null
  readonly limits: { readonly roles: number; readonly policies: number }
  readonly access: readonly Access[]
}

/** An AWS role that may use kubectl. */
export interface Access {
  readonly name: string
  readonly role: string
  readonly may: 'clusterAdmin' | 'admin' | 'edit' | 'view'
  /** Empty for the whole cluster. */
  readonly namespaces: readonly string[]
}

/** The `aws` section with all defaults filled in. */
export function awsOf(file: Static<typeof aws>): ClusterAws {
  const written = filled(aws, file)
  return {
    ...written,
    // A rule reports a region that AWS does not have.
    partition: written.partition ?? partitionOf(file.region) ?? 'aws',
    rolePrefix: written.rolePrefix ?? file.eks,
    limits: filled(aws.properties.limits, file.limits),
    access: Object.entries(file.access ?? {}).map(([name, { role, may, namespaces = [] }]) => {
      return { name, role, may, namespaces }
    })
  }
}
