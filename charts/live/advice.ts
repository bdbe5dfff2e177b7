import { callersOf } from '../../src/imports/dump/callers.ts'
import { listAt, textAt } from '../../src/imports/dump/pick.ts'
import type { LiveObject } from '../../src/imports/dump/read-dump.ts'

const others: Readonly<Record<string, string>> = {
  ResourceQuota: 'say it under `quota`, and delete it',
  LimitRange: 'say it under `limits`, and delete it',
  NetworkPolicy: 'say it under `network`, and delete it',
  PodDefault: 'say it under `environment`, and delete it'
}

/** The kinds that people make by hand. */
export const madeByHand = [...Object.keys(others), 'RoleBinding', 'AuthorizationPolicy']

/** What to do with an object that git does not have, by the people whom it lets in and git does not. */
export function adviceFor(object: LiveObject, guests: 'none' | 'known' | 'strange'): string {
  if (guests === 'known') return 'git lets them in already: delete it'
  if (guests === 'strange') return 'say it under `members`, and delete it'
  if (object.kind === 'RoleBinding') return forBinding(object)
  return object.kind === 'AuthorizationPolicy' ? forPolicy(object) : (others[object.kind] ?? '')
}

const roles = ['kubeflow-admin', 'kubeflow-edit', 'kubeflow-view']
const byHand = 'delete it if it is not meant'

function forBinding({ fields }: LiveObject): string {
  const role = textAt(fields, 'roleRef', 'name')
  const isKnown = textAt(fields, 'roleRef', 'kind') === 'ClusterRole' && roles.includes(role)
  if (!isKnown) return `it gives \`${role}\`, which no tenant file can say: ${byHand}`
  const kinds = new Set(listAt(fields, 'subjects').map(subject => textAt(subject, 'kind')))
  if (kinds.has('Group')) return 'say `group` under `members`, and delete it'
  return kinds.has('ServiceAccount')
    ? 'say `serviceAccount` or `tenant` under `members`, and delete it'
    : byHand
}

function forPolicy(policy: LiveObject): string {
  const { isDenying, isOpen, namespaces } = callersOf(policy)
  if (isDenying) return `it refuses requests, even of people whom git lets in: ${byHand}`
  if (isOpen) return 'it lets everybody in who can connect: delete it'
  return namespaces.length > 0
    ? 'say who may connect under `members` or `network.from`, and delete it'
    : byHand
}
