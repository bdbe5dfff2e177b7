import type { Cluster } from '../../../src/cluster/cluster.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import { engines, narrow, wide } from '../../objects/engines.ts'
import { sentBy, sentByAny, sentFrom, user, type Variable } from './guard.ts'

/**
 * Classifies the sender: git's engines; system components that must change other people's objects;
 * Kubeflow's profile controller, whose account Kubeflow's API shares; and platform admins.
 */
export function who(cluster: Cluster, admins: readonly string[]): Variable[] {
  const { account } = releaseOf(cluster.release).profiles
  return [
    { name: 'git', expression: sentByAny(accountsOf(cluster)) },
    {
      name: 'machinery',
      expression: `${sentByAny(parts)} || ${sentFrom(groupsOf(cluster))}`
    },
    { name: 'profiles', expression: sentBy(account) },
    {
      name: 'admin',
      // A person who may change the policies could bypass them anyway. Programs never count as admins.
      expression: `!${user}.startsWith("system:serviceaccount:") && (${sentByAny(admins)} || authorizer.group("admissionregistration.k8s.io").resource("validatingadmissionpolicies").check("update").allowed())`
    }
  ]
}

/** The accounts of both tenant phases and of the platform. */
function accountsOf(cluster: Cluster): string[] {
  const own = { 'flux-system': 'kustomize-controller', argocd: 'argocd-application-controller' }
  return engines(cluster).flatMap(home => {
    const engine = own[home as keyof typeof own] // `engines` returns only these
    return [engine, wide, narrow].map(name => `system:serviceaccount:${home}:${name}`)
  })
}

/** The control plane, and the EKS controller that writes the status of NetworkPolicies. */
const parts = [
  'eks:network-policy-controller',
  'system:kube-controller-manager',
  'system:kube-scheduler'
]

/**
 * The garbage collector, the namespace controller, the volume binder and CSI drivers, and controllers
 * that add finalizers to their objects. No tenant can have one of these namespaces.
 */
function groupsOf(cluster: Cluster): string[] {
  const namespaces = [
    'kube-system',
    'external-secrets',
    'karpenter',
    cluster.aws.controllers,
    ...engines(cluster)
  ]
  return namespaces.map(namespace => `system:serviceaccounts:${namespace}`)
}
