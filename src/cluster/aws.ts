import type { Static } from 'typebox'
import { isPartition, type Partition, partitionOf, partitions } from '../arn.ts'
import { choice, fields, flag, list, map, text } from '../fields.ts'

const access = fields(
  {
    role: text('role-arn'),
    may: choice(['clusterAdmin', 'admin', 'edit', 'view'], {
      description: "What EKS's own policy of that name allows"
    }),
    namespaces: list(text('label'), { description: 'Only there; everywhere if left out' })
  },
  { required: ['role', 'may'] }
)

export const aws = fields(
  {
    account: text('aws-account', {
      description: 'The account, quoted',
      examples: ['111122223333']
    }),
    region: text('region', { description: 'The region', examples: ['eu-central-1'] }),
    partition: choice(Object.keys(partitions).filter(isPartition), {
      description: "The partition; the region's if left out"
    }),
    eks: text('word', { description: "The cluster's name in EKS" }),
    oidcProvider: text('oidc', {
      description: "The cluster's OIDC provider, without `https://`",
      examples: ['oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF']
    }),
    identity: choice(['podIdentity', 'irsa'], {
      description: 'How workloads get their AWS roles',
      default: 'podIdentity'
    }),
    iam: choice(['ack', 'terraform', 'none'], {
      description: 'Who makes the roles: controllers in the cluster, Terraform, or somebody else',
      default: 'none'
    }),
    boundary: text('policy-arn', { description: 'The permissions boundary of every role' }),
    rolePrefix: text('role-prefix', {
      description: "How roles' names begin; the EKS name if left out"
    }),
    controllers: text('label', {
      description: 'The namespace of the ACK controllers',
      default: 'ack-system'
    }),
    plugin: flag({
      description:
        "Whether the Profile names the role too, for Kubeflow's own plugin, which only annotates",
      default: false
    }),
    key: text('key-arn', { description: 'The KMS key of the buckets' }),
    roles: map('word', text('role-arn'), { description: 'Existing roles that tenants may name' }),
    policies: map('word', text('policy-arn'), {
      description: 'Managed policies that tenants may name'
    }),
    access: map('label', access, { description: 'AWS roles that may use kubectl' })
  },
  { required: ['account', 'region', 'eks'], description: 'The AWS side' }
)

export interface ClusterAws {
  readonly account: string
  readonly region: string
  readonly partition: Partition
  readonly eks: string
  /** Empty if the file does not say. */
  readonly oidcProvider: string
  readonly identity: 'podIdentity' | 'irsa'
  readonly iam: 'ack' | 'terraform' | 'none'
  readonly boundary: string
  readonly rolePrefix: string
  readonly controllers: string
  readonly plugin: boolean
  readonly key: string
  readonly access: readonly Access[]
}

/** An AWS role that may use kubectl. */
export interface Access {
  readonly name: string
  readonly role: string
  readonly may: 'clusterAdmin' | 'admin' | 'edit' | 'view'
  /** Everywhere if empty. */
  readonly namespaces: readonly string[]
}

/** The AWS side, with every default filled in. */
export function awsOf(file: Static<typeof aws>): ClusterAws {
  return {
    account: file.account,
    region: file.region,
    // A region that AWS does not know is a mistake that a rule reports.
    partition: file.partition ?? partitionOf(file.region) ?? 'aws',
    eks: file.eks,
    oidcProvider: file.oidcProvider ?? '',
    identity: file.identity ?? 'podIdentity',
    iam: file.iam ?? 'none',
    boundary: file.boundary ?? '',
    rolePrefix: file.rolePrefix ?? file.eks,
    controllers: file.controllers ?? 'ack-system',
    plugin: file.plugin ?? false,
    key: file.key ?? '',
    access: Object.entries(file.access ?? {}).map(([name, { role, may, namespaces = [] }]) => {
      return { name, role, may, namespaces }
    })
  }
}
