import { type Check, ownerOf, person } from './meant.ts'
import { at, type Fields, fields, nameOf, says } from './objects.ts'

/**
 * The profile controller adopts a namespace only if its annotation equals the owner, and silently
 * refuses others.
 */
export const adoption: Check = (cluster, meant) => {
  const owner = ownerOf(meant)
  const namespace = cluster.one('Namespace', meant.name)
  const profile = cluster.one('Profile', meant.name)
  const admin = cluster.one('RoleBinding', 'namespaceAdmin')
  return [
    ...says(namespace, 'metadata.annotations.owner', owner),
    ...says(profile, 'apiVersion', 'kubeflow.org/v1'),
    ...says(profile, 'spec.owner.name', owner),
    ...says(profile, 'spec.owner.kind', 'User'),
    // Otherwise the controller rewrites the Profile on every reconcile.
    ...says(profile, 'spec.owner.apiGroup', 'rbac.authorization.k8s.io'),
    ...(at(profile, 'spec.resourceQuotaSpec') === undefined ? ['Profile has no quota'] : []),
    ...says(admin, 'metadata.annotations.role', 'admin'),
    ...says(admin, 'metadata.annotations.user', owner),
    ...says(admin, 'roleRef.name', 'kubeflow-admin'),
    ...says(admin, 'subjects', [{ ...person, name: owner }])
  ]
}

/** The controller adds these itself and would keep restoring them. */
export const controllers: Check = cluster => {
  const names = ['default-editor', 'default-viewer', 'ns-owner-access-istio', 'kf-resource-quota']
  const taken = cluster.all.filter(object => names.includes(String(at(object, 'metadata.name'))))
  return taken.filter(object => !isAccount(object)).map(object => `${nameOf(object)} is not ours`)
}

export function isAccount(object: Fields): boolean {
  return object.kind === 'ServiceAccount' && at(object, 'metadata.name') === 'default-editor'
}

/** The controller writes quantities back in canonical form. */
export const quantities: Check = cluster => {
  const hard = Object.entries(fields(at(cluster.kind('Profile')[0], 'spec.resourceQuotaSpec.hard')))
  return hard.filter(([, amount]) => !isCanonical(amount)).map(([name]) => `${name} is rewritten`)
}

export function isCanonical(amount: unknown): boolean {
  const [, digits = '', suffix = ''] = /^(0|[1-9]\d*)([a-zA-Z]*)$/.exec(String(amount)) ?? []
  if (typeof amount !== 'string' || digits === '') return false
  if (digits === '0') return suffix === ''
  return Number(digits) % (suffix.endsWith('i') ? 1024 : 1000) !== 0
}

export const labels: Check = (cluster, { name, pipelines }) => {
  const namespace = cluster.one('Namespace', name)
  const meaning = {
    'istio-injection': 'enabled',
    'app.kubernetes.io/part-of': 'kubeflow-profile',
    'pipelines.kubeflow.org/enabled': String(pipelines === 'theirs'),
    'tenantry.dev/tenant': name,
    'toolkit.fluxcd.io/tenant': name
  }
  const own = fields(at(namespace, 'metadata.labels'))
  const wrong = Object.entries(meaning).filter(([key, value]) => own[key] !== value)
  const level = own['pod-security.kubernetes.io/enforce']
  const isLevel = ['privileged', 'baseline', 'restricted'].includes(String(level))
  return [
    ...wrong.map(([key]) => `Namespace is not labelled ${key}`),
    ...(isLevel ? [] : ['Namespace has no pod security'])
  ]
}
