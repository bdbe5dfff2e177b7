import type { Chart } from 'cdk8s'
import { ClusterRole, type ISubject, RoleBinding, ServiceAccount, User } from 'cdk8s-plus-27'
import type { Meta } from './known.ts'

/** Grants a ClusterRole in the namespace of `metadata`. */
interface Binding {
  readonly metadata: Meta
  readonly role: string
  readonly subjects: readonly Subject[]
}

/**
 * Lets Flux make a binding anew whose role is another one, because no role of a binding can be changed,
 * and one such binding would stop every change of the shard.
 */
const anew = { 'kustomize.toolkit.fluxcd.io/force': 'enabled' }

type Subject = { readonly user: string } | { readonly account: string; readonly namespace: string }

/**
 * RoleBinding is the only kind for which cdk8s-plus writes what we need. Its accounts mount no token,
 * so pods could not call Kubernetes; its ConfigMaps, Services, NetworkPolicies and Deployments come
 * with unwanted defaults; its claims take sizes in another form; and it has neither LimitRange nor CSI
 * volumes.
 */
export function bind(chart: Chart, { metadata, role, subjects }: Binding): void {
  // Numbered, as in `add`.
  const id = String(chart.node.children.length)
  const annotations = { ...metadata.annotations, ...anew }
  const binding = new RoleBinding(chart, id, {
    metadata: { ...metadata, annotations },
    role: ClusterRole.fromClusterRoleName(chart, `${id}-role`, role)
  })
  binding.addSubjects(
    ...subjects.map((subject, index) => imported(chart, `${id}-${index}`, subject))
  )
}

function imported(chart: Chart, id: string, subject: Subject): ISubject {
  if ('user' in subject) return User.fromName(chart, id, subject.user)
  const { account, namespace } = subject
  return ServiceAccount.fromServiceAccountName(chart, id, account, { namespaceName: namespace })
}
