import { namespaceTag } from '../../src/aws/session-tags.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { AwsRole } from '../../src/model/tenant.ts'
import { associationObject, roleObject } from '../objects/ack.ts'
import { type Association, iamNote } from '../objects/iam-note.ts'
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
  const noted = roles.map(role => ({ ...role, ...wordsOf(cluster, namespace), namespace }))
  const note = iamNote(cluster, 'platform/', { roles: noted, users: [], associations })
  return {
    objects: ack
      ? [
          ...noted.map(role => roleObject(cluster, role)),
          ...associations.map(each => associationObject(cluster, each))
        ]
      : [],
    patches: aws.identity === 'irsa' ? holders.map(annotated) : [],
    files: roles.length > 0 ? [{ path: 'iam.json', text: note }] : []
  }
}

/** How AWS shows the roles of one namespace, and what policies can ask for. */
export function wordsOf(cluster: Cluster, namespace: string) {
  const tags = { ...platformTags(cluster), [namespaceTag]: namespace }
  return { description: 'Kubeflow platform', tags }
}

export function platformTags({ aws }: Cluster): Readonly<Record<string, string>> {
  return { 'tenantry.dev/platform': aws.eks }
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
