import type { Cluster } from '../../src/cluster/cluster.ts'

export function associationObject({ aws }: Cluster, association: Association) {
  const { namespace, serviceAccount, role } = association
  return {
    apiVersion: 'eks.services.k8s.aws/v1alpha1',
    kind: 'PodIdentityAssociation',
    metadata: {
      name: `${namespace}.${serviceAccount}`,
      namespace: aws.controllers,
      annotations: {
        'services.k8s.aws/deletion-policy': 'delete',
        'services.k8s.aws/region': aws.region
      }
    },
    spec: { clusterName: aws.eks, namespace, serviceAccount, roleARN: role }
  } as const
}
/** A service account to which EKS Pod Identity gives a role. */
export interface Association {
  readonly namespace: string
  readonly serviceAccount: string
  readonly role: string
}
/** The fields that we use; AWS publishes no TypeScript types for its controllers' kinds. */
export interface Role {
  readonly apiVersion: 'iam.services.k8s.aws/v1alpha1'
  readonly kind: 'Role'
  readonly spec: {
    readonly name: string
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
