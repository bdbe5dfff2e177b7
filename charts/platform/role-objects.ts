import { policyText } from '../../src/aws/iam.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { AwsRole } from '../../src/model/tenant.ts'
import type { Association, Role } from '../objects/ack.ts'
import { associationObject } from '../objects/ack.ts'
import { iamNote } from '../objects/iam-note.ts'
import type { Manifest } from '../objects/manifest.ts'
import type { Values } from './component.ts'

/**
 * Gives service accounts their AWS roles: as objects for AWS's controllers or as a file for whoever
 * creates them, plus the annotation that IRSA needs. The accounts themselves are in the base.
 */
export function grants(
  cluster: Cluster,
  namespace: string,
  roles: readonly AwsRole[]
): Pick<Values, 'objects' | 'patches' | 'files'> {
  const { aws } = cluster
  const ack = aws.iam === 'ack'
  const holders = roles.flatMap(({ arn, accounts }): Association[] =>
    accounts.map(serviceAccount => ({ namespace, serviceAccount, role: arn }))
  )
  const associations = aws.identity === 'podIdentity' ? holders : []
  const placed = roles.map(role => ({ ...role, namespace }))
  const note = iamNote(cluster, 'platform/', { roles: placed, users: [], associations })
  return {
    objects: ack
      ? [
          ...roles.map(role => roleObject(cluster, role)),
          ...associations.map(each => associationObject(cluster, each))
        ]
      : [],
    patches: aws.identity === 'irsa' ? holders.map(annotated) : [],
    files: roles.length > 0 ? [{ path: 'iam.json', text: note }] : []
  }
}

function roleObject({ aws }: Cluster, role: AwsRole): Manifest {
  const { name, trust, permissions, policies } = role
  const spec: Role['spec'] = {
    name,
    description: 'Kubeflow platform',
    assumeRolePolicyDocument: policyText(trust),
    ...(aws.boundary !== null && { permissionsBoundary: aws.boundary }),
    ...(permissions && { inlinePolicies: { tenantry: policyText(permissions) } }),
    ...(policies.length > 0 && { policies }),
    tags: [{ key: 'tenantry.dev/platform', value: aws.eks }]
  }
  const metadata = {
    name: `platform.${role.accounts[0]}`,
    namespace: aws.controllers,
    annotations: {
      'services.k8s.aws/adoption-policy': 'adopt-or-create',
      'services.k8s.aws/deletion-policy': 'retain',
      'services.k8s.aws/region': aws.region
    }
  }
  return { apiVersion: 'iam.services.k8s.aws/v1alpha1', kind: 'Role', metadata, spec }
}

function annotated({ namespace, serviceAccount: name, role }: Association): Manifest {
  const annotations = {
    'eks.amazonaws.com/role-arn': role,
    'eks.amazonaws.com/sts-regional-endpoints': 'true'
  }
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace, annotations } }
}

/** The annotation for an account in a chart, where EKS uses IRSA. */
export function roleOf({ aws }: Cluster, { arn }: AwsRole): Readonly<Record<string, string>> {
  return aws.identity === 'irsa' ? { 'eks.amazonaws.com/role-arn': arn } : {}
}
