import type { Check } from './meant.ts'
import { at, fields, list, nameOf, says } from './objects.ts'
import { isAccount } from './profile.ts'

/** With a quota on CPU or memory, pods without requests are rejected unless a LimitRange sets defaults. */
export const limits: Check = cluster => {
  const hard = Object.keys(fields(at(cluster.kind('Profile')[0], 'spec.resourceQuotaSpec.hard')))
  const range = cluster.kind('LimitRange')[0]
  const items = fields(list(at(range, 'spec.limits'))[0])
  return ['cpu', 'memory'].flatMap(name => {
    const isCounted = hard.some(line => [name, `requests.${name}`, `limits.${name}`].includes(line))
    const isGiven = ['default', 'defaultRequest'].every(level => name in fields(items[level]))
    return isCounted && !isGiven ? [`pods get no ${name}`] : []
  })
}

/** Pods run as this account and need its token. */
export const accounts: Check = cluster => {
  const found = cluster.kind('ServiceAccount')
  const shut = found.filter(account => 'automountServiceAccountToken' in account)
  return [
    ...(found.some(isAccount) ? [] : ['there is no default-editor']),
    ...shut.map(account => `${nameOf(account)} mounts no token`)
  ]
}

export const pipelines: Check = (cluster, meant) => {
  const names = ['kfp-launcher', 'metadata-grpc-configmap', 'artifact-repositories']
  const there = cluster.kind('ConfigMap').map(map => String(at(map, 'metadata.name')))
  const isOurs = (name: string) =>
    meant.pipelines === 'ours' && (meant.metadata || name !== 'metadata-grpc-configmap')
  const isThere = (name: string) => there.includes(name) === isOurs(name)
  return names.filter(name => !isThere(name)).map(name => `${name} is in the wrong hands`)
}

/** The spawner's page fails to load unless each PodDefault has exactly one label, set to "true". */
export const environments: Check = cluster =>
  cluster.kind('PodDefault').flatMap(environment => {
    const labels = fields(at(environment, 'spec.selector.matchLabels'))
    const [value, ...more] = Object.values(labels)
    return value === 'true' && more.length === 0
      ? []
      : [`${nameOf(environment)} breaks the spawner`]
  })

/** Any tenant's claim could bind a volume that is not reserved for one. */
export const disks: Check = (cluster, { name, claims }) => {
  const bound = cluster.kind('PersistentVolume').map(disk => {
    const { namespace, name: claim } = fields(at(disk, 'spec.claimRef'))
    return { id: String(at(disk, 'metadata.name')), kept: namespace === name ? String(claim) : '' }
  })
  return [
    ...bound.filter(({ kept }) => !(kept in claims)).map(({ id }) => `${id} is kept for no claim`),
    ...Object.entries(claims).flatMap(([claim, isShare]) => {
      const disk = bound.find(({ kept }) => kept === claim)
      const found = cluster.one('PersistentVolumeClaim', claim)
      const wanted = isShare ? disk?.id : undefined
      return [
        ...(isShare && !disk ? [`there is no disk for ${claim}`] : []),
        ...(at(found, 'spec') === undefined ? [`there is no claim ${claim}`] : []),
        ...says(found, 'spec.volumeName', wanted),
        ...(isShare ? says(found, 'spec.storageClassName', '') : [])
      ]
    })
  ]
}
