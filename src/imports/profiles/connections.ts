import { callersOf } from '../dump/callers.ts'
import { isClosed } from '../dump/closed.ts'
import { textAt } from '../dump/pick.ts'
import type { LiveObject } from '../dump/read-dump.ts'
import type { TakeNote } from './found.ts'

/** What a cluster's own programs are called. */
export interface Surroundings {
  /** The namespaces of the platform whose pods may connect to those of every tenant. */
  readonly reachedBy: ReadonlySet<string>
  /** The policy that the profile controller makes. */
  readonly ownersPolicy: string
}

interface Place extends Surroundings {
  readonly namespace: string
  readonly note: TakeNote
}

/** Git closes every tenant by network policies, and removes no policy that it never made. */
export function tellOfConnections(objects: readonly LiveObject[], place: Place): void {
  const policies = objects.filter(object => isByHand(object, place))
  for (const policy of policies) tellOfPolicy(policy, place.note)
  if (!isClosed(objects, 'Ingress')) tellOfCallers(policies, place)
  if (!isClosed(objects, 'Egress')) {
    place.note(
      'lost',
      'the AWS role of the EKS node, for which pods can no longer ask',
      'give those that need AWS a role by `aws`'
    )
  }
}

function isByHand({ kind, name, fields }: LiveObject, { ownersPolicy }: Place): boolean {
  const manager = textAt(fields, 'metadata', 'labels', 'app.kubernetes.io/managed-by')
  return kind === 'AuthorizationPolicy' && name !== ownersPolicy && manager !== 'tenantry'
}

function tellOfPolicy(policy: LiveObject, note: TakeNote): void {
  const { isDenying, isOpen } = callersOf(policy)
  const title = `AuthorizationPolicy \`${policy.name}\``
  if (isDenying) {
    const text = `${title} refuses requests, even of people whom git lets in`
    note('stays', text, 'delete it if that is not meant')
  }
  if (isOpen) {
    const text = `${title} lets everybody in who can connect`
    note('stays', text, 'delete it, and say in the file who may connect')
  }
}

function tellOfCallers(
  policies: readonly LiveObject[],
  { namespace, reachedBy, note }: Place
): void {
  note(
    'lost',
    'connections from other namespaces, such as those of Jenkins or Prometheus: network policies let in only its own pods, Kubeflow, and whom the file names',
    'let tenants in by `network.from` or `members`, callers of models by `serving.callers`, and Prometheus by `monitoring` of the cluster'
  )
  for (const policy of policies) {
    for (const caller of callersOf(policy).namespaces) {
      if (caller === namespace || reachedBy.has(caller)) continue
      note(
        'lost',
        `pods in \`${caller}\`, which AuthorizationPolicy \`${policy.name}\` lets in, can no longer connect`,
        'let that tenant in by `network.from` or `members`, if they shall'
      )
    }
  }
}
