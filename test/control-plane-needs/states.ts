import type { Check } from './meant.ts'
import { at, fields, nameOf, same, says } from './objects.ts'

/** The tenant itself, its data, and what isolates it. */
const lasting = [
  ...['Namespace', 'Profile', 'PersistentVolume', 'PersistentVolumeClaim'],
  ...['NetworkPolicy', 'LimitRange']
]

/**
 * Both engines must keep these objects until the tenant is released. From then on Argo CD must ask a
 * person before it removes the namespace, and must remove nothing in it by itself.
 */
export const protection: Check = (cluster, { name, state }) =>
  cluster.all.flatMap(object => {
    const annotations = fields(at(object, 'metadata.annotations'))
    const flux = annotations['kustomize.toolkit.fluxcd.io/prune']
    const argo = annotations['argocd.argoproj.io/sync-options']
    const isInside = at(object, 'metadata.namespace') === name
    const lasts = lasting.includes(String(object.kind))
    const said = `${flux} ${argo}`
    const expected =
      state !== 'released'
        ? lasts && 'disabled Prune=false,Delete=false'
        : isInside
          ? 'undefined Prune=false'
          : lasts && 'undefined Prune=confirm'
    if (expected === false || said === expected) return []
    return [`${nameOf(object)} is unprotected`]
  })

/** Argo CD must not wait for claims that no pod uses. */
export const claimHealth: Check = cluster =>
  cluster.kind('PersistentVolumeClaim').flatMap(claim => {
    const ignored = fields(at(claim, 'metadata.annotations'))[
      'argocd.argoproj.io/ignore-healthcheck'
    ]
    return ignored === 'true' ? [] : [`${nameOf(claim)} leaves its shard Progressing`]
  })

export const suspension: Check = (cluster, { name, state }) => {
  const denials = cluster
    .kind('AuthorizationPolicy')
    .filter(object => at(object, 'spec.action') === 'DENY')
  if (state !== 'suspended') return denials.map(object => `${nameOf(object)} locks people out`)
  const rules = [{ from: [{ source: { notNamespaces: [name] } }] }]
  const isDenied = denials.some(object => same(at(object, 'spec.rules'), rules))
  const annotated = JSON.stringify(cluster.all).includes('eks.amazonaws.com/role-arn')
  const allowed = cluster.kind('User').filter(user => JSON.stringify(user).includes('Allow'))
  return [
    ...(isDenied ? [] : ['nothing keeps people out']),
    ...allowed.map(user => `${nameOf(user)} may do something in AWS`),
    ...says(cluster.kind('Profile')[0] ?? {}, 'spec.resourceQuotaSpec.hard.pods', '0'),
    ...(annotated || cluster.kind('PodIdentityAssociation').length > 0 ? ['has a role of AWS'] : [])
  ]
}

/** Almost all kinds are in the tenant's namespace, and each object exists once. */
export const places: Check = (cluster, { name }) => {
  const clusterWide = ['Namespace', 'Profile', 'PersistentVolume']
  const elsewhere = ['Role', 'User', 'PodIdentityAssociation']
  const wrong = cluster.all.filter(object => {
    const namespace = at(object, 'metadata.namespace')
    if (elsewhere.includes(String(object.kind))) return namespace !== 'ack-system'
    return namespace !== (clusterWide.includes(String(object.kind)) ? undefined : name)
  })
  const ids = cluster.all.map(
    object => `${String(object.apiVersion).split('/')[0]} ${nameOf(object)}`
  )
  return [
    ...wrong.map(object => `${nameOf(object)} is in the wrong place`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map(id => `${id} is there twice`),
    ...cluster.kind('Secret').map(object => `${nameOf(object)} is written down`),
    ...(JSON.stringify(cluster.all).includes('${') ? ['Flux would replace `${`'] : [])
  ]
}
