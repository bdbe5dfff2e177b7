import type { Chart } from 'cdk8s'
import { ClusterRole, type ISubject, RoleBinding, ServiceAccount, User } from 'cdk8s-plus-27'
import type { Meta } from './known.ts'

/** Who gets a cluster's role in the namespace of `metadata`. */
interface Binding {
  readonly metadata: Meta
  readonly role: string
  readonly subjects: readonly Subject[]
}

type Subject = { readonly user: string } | { readonly account: string; readonly namespace: string }

/**
 * The one kind that cdk8s-plus writes as it has to be. Its accounts mount no token, and pods could not
 * call Kubernetes; its ConfigMaps, Services, NetworkPolicies and Deployments come with settings that
 * nobody asked for; claims take other sizes; and it has no LimitRange, and no disks of CSI drivers.
 */
export function bind(chart: Chart, { metadata, role, subjects }: Binding): void {
  // By number, as in `add`.
  const id = String(chart.node.children.length)
  const binding = new RoleBinding(chart, id, {
    metadata,
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
