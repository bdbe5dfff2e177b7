import type { Cluster } from '../../../src/cluster/cluster.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import { engines, narrow, wide } from '../../objects/engines.ts'
import type { Variable } from './guard.ts'

/**
 * Who asks: git's own engines; the parts of the cluster that must change objects of others; Kubeflow's
 * profile controller, with whose account its API asks as well; and platform admins.
 */
export function who(cluster: Cluster, admins: readonly string[]): Variable[] {
  const { account } = releaseOf(cluster.release).profiles
  return [
    { name: 'git', expression: `${user} in ${list(accountsOf(cluster))}` },
    {
      name: 'machinery',
      expression: `${user} in ${list(parts)} || (has(request.userInfo.groups) && request.userInfo.groups.exists(g, g in ${list(groupsOf(cluster))}))`
    },
    { name: 'profiles', expression: `${user} == ${JSON.stringify(account)}` },
    {
      name: 'admin',
      // Whoever may change the guards is bound by none, unless it is a program.
      expression: `!${user}.startsWith("system:serviceaccount:") && (${user} in ${list(admins)} || authorizer.group("admissionregistration.k8s.io").resource("validatingadmissionpolicies").check("update").allowed())`
    }
  ]
}

const user = 'request.userInfo.username'

/** Both phases of tenants, and what brings the platform itself. */
function accountsOf(cluster: Cluster): string[] {
  const own = { 'flux-system': 'kustomize-controller', argocd: 'argocd-application-controller' }
  return engines(cluster).flatMap(home => {
    const engine = own[home as keyof typeof own] // as `engines` has them
    return [engine, wide, narrow].map(name => `system:serviceaccount:${home}:${name}`)
  })
}

/** The control plane; EKS's part that notes on NetworkPolicies what it made of them. */
const parts = [
  'eks:network-policy-controller',
  'system:kube-controller-manager',
  'system:kube-scheduler'
]

/**
 * Garbage collector, namespace controller, binder of volumes and drivers of disks; controllers that
 * put a finalizer on what they are asked for. No tenant can have one of these namespaces.
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

function list(values: readonly string[]): string {
  return JSON.stringify(values)
}
