import { headerOf } from '../../src/header.ts'
import { policyText } from '../../src/iam.ts'
import type { AwsRole } from '../../src/model/cloud.ts'
import type { Cluster } from '../../src/model.ts'
import type { Role } from '../ack.ts'
import type { Values } from '../component.ts'
import type { Manifest } from '../concern.ts'
import type { Association } from '../iam.ts'

/**
 * What gives service accounts of a namespace their AWS roles: objects of AWS's controllers, or a note
 * for whoever makes them, and the annotation where EKS goes by it. The accounts are those of the base.
 */
export function grants(
  cluster: Cluster,
  namespace: string,
  roles: readonly AwsRole[]
): Pick<Values, 'objects' | 'patches' | 'files'> {
  const { aws } = cluster
  const ack = aws.iam === 'ack'
  const each = (make: (role: AwsRole, account: string) => Manifest) =>
    roles.flatMap(role => role.accounts.map(account => make(role, account)))
  return {
    objects: [
      ...(ack ? roles.map(role => roleObject(cluster, role)) : []),
      ...(ack && aws.identity === 'podIdentity'
        ? each((role, account) => association(cluster, role, { namespace, account }))
        : [])
    ],
    patches:
      aws.identity === 'irsa' ? each((role, account) => annotated(role, account, namespace)) : [],
    files: roles.length > 0 ? [{ path: 'iam.json', text: note(cluster, namespace, roles) }] : []
  }
}

function roleObject({ aws }: Cluster, role: AwsRole): Manifest {
  const { name, trust, permissions, policies } = role
  const spec: Role['spec'] = {
    name,
    description: 'Kubeflow platform',
    assumeRolePolicyDocument: policyText(trust),
    ...(aws.boundary !== '' && { permissionsBoundary: aws.boundary }),
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

function association(
  { aws }: Cluster,
  { arn }: AwsRole,
  { namespace, account }: { readonly namespace: string; readonly account: string }
): Manifest {
  const annotations = {
    'services.k8s.aws/deletion-policy': 'delete',
    'services.k8s.aws/region': aws.region
  }
  return {
    apiVersion: 'eks.services.k8s.aws/v1alpha1',
    kind: 'PodIdentityAssociation',
    metadata: { name: `${namespace}.${account}`, namespace: aws.controllers, annotations },
    spec: { clusterName: aws.eks, namespace, serviceAccount: account, roleARN: arn }
  }
}

function annotated({ arn }: AwsRole, name: string, namespace: string): Manifest {
  const annotations = {
    'eks.amazonaws.com/role-arn': arn,
    'eks.amazonaws.com/sts-regional-endpoints': 'true'
  }
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace, annotations } }
}

function note({ aws }: Cluster, namespace: string, roles: readonly AwsRole[]): string {
  const found = roles.map(role => ({ ...role, namespace, boundary: aws.boundary }))
  const associations = aws.identity === 'podIdentity' ? roles.flatMap(holdersOf) : []
  const file = { '//': headerOf('platform/'), roles: found, associations }
  return `${JSON.stringify(file, null, 2)}\n`

  function holdersOf({ arn, accounts }: AwsRole): Association[] {
    return accounts.map(serviceAccount => ({ namespace, serviceAccount, role: arn }))
  }
}
