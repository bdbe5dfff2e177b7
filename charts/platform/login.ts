import type { Access } from '../../src/cluster/aws.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { adoption } from '../objects/ack.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'

/**
 * Lets people use kubectl with their normal sign-in under the names that bindings use, and AWS roles
 * through EKS access entries.
 */
export const login: Component = {
  name: 'login',
  after: [],
  upstream: false,
  values: cluster => {
    const objects = [...provider(cluster), ...cluster.aws.access.map(each => entry(cluster, each))]
    const made = cluster.aws.iam === 'ack' && objects.length > 0
    return made ? { ...plain, objects } : undefined
  }
}

/** The same data for clusters where EKS is configured by other means. */
export function loginFile(cluster: Cluster): Source[] {
  const { iam, access } = cluster.aws
  const entries = access.map(each => entry(cluster, each).spec)
  const providers = provider(cluster).map(({ spec }) => spec)
  if (iam === 'ack' || entries.length + providers.length === 0) return []
  const path = `generated/${cluster.name}/platform/auth/login.json`
  return [{ path, text: `${JSON.stringify({ providers, entries }, null, 2)}\n` }]
}

function provider(cluster: Cluster): Manifest[] {
  const { identity, aws } = cluster
  const { kubectl, issuer, email } = identity
  if (kubectl === null) return []
  return [
    {
      apiVersion: 'eks.services.k8s.aws/v1alpha1',
      kind: 'IdentityProviderConfig',
      metadata: metadata(cluster, 'kubeflow'),
      spec: {
        clusterName: aws.eks,
        oidc: {
          identityProviderConfigName: 'kubeflow',
          issuerURL: issuer,
          clientID: kubectl,
          usernameClaim: email,
          // Bindings use the bare e-mail. Groups need no mapping because bindings list their members.
          usernamePrefix: '-'
        }
      }
    }
  ]
}

/** The policy of EKS that says what an access entry may do. */
export function accessPolicyOf({ may }: Pick<Access, 'may'>): string {
  return `AmazonEKS${may.slice(0, 1).toUpperCase()}${may.slice(1)}Policy`
}

function metadata(cluster: Cluster, name: string) {
  return { name, namespace: cluster.aws.controllers, annotations: adoption(cluster, 'delete') }
}

function entry(cluster: Cluster, { name, role, may, namespaces }: Access): Manifest {
  const { aws } = cluster
  const policy = accessPolicyOf({ may })
  const scope = namespaces.length > 0 ? { type: 'namespace', namespaces } : { type: 'cluster' }
  return {
    apiVersion: 'eks.services.k8s.aws/v1alpha1',
    kind: 'AccessEntry',
    metadata: metadata(cluster, name),
    spec: {
      clusterName: aws.eks,
      principalARN: role,
      accessPolicies: [
        {
          policyARN: `arn:${aws.partition}:eks::aws:cluster-access-policy/${policy}`,
          accessScope: scope
        }
      ]
    }
  }
}
