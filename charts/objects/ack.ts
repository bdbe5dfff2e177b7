import { policyText } from '../../src/aws/iam.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Association, NotedRole, NotedUser } from './iam-note.ts'

/**
 * A role as an object for AWS's controllers. They are in the platform's namespace, because anybody who
 * can edit objects in a tenant's could otherwise extend its AWS permissions.
 */
export function roleObject(cluster: Cluster, role: NotedRole) {
  const { name, path, description, tags, trust, permissions, policies, boundary } = role
  return {
    apiVersion: 'iam.services.k8s.aws/v1alpha1',
    kind: 'Role',
    metadata: metadataOf(cluster, name),
    spec: {
      name,
      path,
      description,
      assumeRolePolicyDocument: policyText(trust),
      ...(boundary !== null && { permissionsBoundary: boundary }),
      ...(permissions && { inlinePolicies: { tenantry: policyText(permissions) } }),
      ...(policies.length > 0 && { policies }),
      tags: tagList(tags)
    }
  } as const
}

/** Its key is made by hand and goes into the secret store, so that nothing here holds it. */
export function userObject(cluster: Cluster, user: NotedUser) {
  const { name, path, tags, permissions, boundary, secret } = user
  return {
    apiVersion: 'iam.services.k8s.aws/v1alpha1',
    kind: 'User',
    metadata: metadataOf(cluster, name),
    spec: {
      name,
      path,
      ...(boundary !== null && { permissionsBoundary: boundary }),
      inlinePolicies: { tenantry: policyText(permissions) },
      tags: tagList({ ...tags, 'tenantry.dev/secret': secret })
    }
  } as const
}

function metadataOf(cluster: Cluster, name: string) {
  return {
    name: name.slice(cluster.aws.rolePrefix.length + 1),
    namespace: cluster.aws.controllers,
    annotations: adoption(cluster, 'retain')
  }
}

function tagList(tags: NotedRole['tags']) {
  return Object.entries(tags).map(([key, value]) => ({ key, value }))
}

export function associationObject(cluster: Cluster, association: Association) {
  const { aws } = cluster
  const { namespace, serviceAccount, role } = association
  return {
    apiVersion: 'eks.services.k8s.aws/v1alpha1',
    kind: 'PodIdentityAssociation',
    metadata: {
      name: `${namespace}.${serviceAccount}`,
      namespace: aws.controllers,
      annotations: adoption(cluster, 'delete')
    },
    spec: { clusterName: aws.eks, namespace, serviceAccount, roleARN: role }
  } as const
}

/**
 * What exists already is taken over, and while nothing is pruned, nothing is deleted in AWS either: so it
 * can go from hand to hand without a gap.
 */
export function adoption({ aws, gitops }: Cluster, deletion: 'retain' | 'delete') {
  return {
    'services.k8s.aws/adoption-policy': 'adopt-or-create',
    'services.k8s.aws/deletion-policy': gitops.prune ? deletion : 'retain',
    'services.k8s.aws/region': aws.region
  }
}

/** The fields that we use; AWS publishes no TypeScript types for its controllers' kinds. */
export interface Role {
  readonly apiVersion: 'iam.services.k8s.aws/v1alpha1'
  readonly kind: 'Role'
  readonly spec: {
    readonly name: string
    readonly path: string
    readonly description: string
    /** A policy in JSON. */
    readonly assumeRolePolicyDocument: string
    readonly permissionsBoundary?: string
    /** Policies in JSON, by name. */
    readonly inlinePolicies?: Readonly<Record<string, string>>
    readonly policies?: readonly string[]
    readonly tags: readonly { readonly key: string; readonly value: string }[]
  }
}

export interface User {
  readonly apiVersion: 'iam.services.k8s.aws/v1alpha1'
  readonly kind: 'User'
  readonly spec: {
    readonly name: string
    readonly path: string
    readonly permissionsBoundary?: string
    /** Policies in JSON, by name. */
    readonly inlinePolicies: Readonly<Record<string, string>>
    readonly tags: Role['spec']['tags']
  }
}

export interface PodIdentityAssociation {
  readonly apiVersion: 'eks.services.k8s.aws/v1alpha1'
  readonly kind: 'PodIdentityAssociation'
  readonly spec: {
    readonly clusterName: string
    readonly namespace: string
    readonly serviceAccount: string
    readonly roleARN: string
  }
}
