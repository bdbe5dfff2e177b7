import { at, containersOf, type Fields, list, podOf, type Thing } from './thing.ts'

/** Lists references to missing objects, such as `Deployment x needs Secret kubeflow/mysql-secret`. */
export function dangling(things: readonly Thing[], others: readonly Thing[] = []): string[] {
  const there = new Set([...things, ...others].flatMap(provides))
  return things.flatMap(thing =>
    needs(thing)
      .filter(need => !there.has(need))
      .map(need => `${thing.kind} ${thing.metadata.name} needs ${need}`)
  )
}

/** The names of an object and of what a controller creates from it. */
function provides(thing: Thing): string[] {
  const { kind, metadata, spec } = thing
  const place = metadata.namespace === undefined ? '' : `${metadata.namespace}/`
  const made = kind === 'ExternalSecret' ? at(spec, 'target', 'name') : at(spec, 'secretName')
  const secret = kind === 'ExternalSecret' || kind === 'Certificate'
  return [`${kind} ${place}${metadata.name}`, ...(secret ? [`Secret ${place}${made}`] : [])]
}

function needs(thing: Thing): string[] {
  const { kind, metadata } = thing
  const namespace = metadata.namespace ?? ''
  if (/Binding$/.test(kind) && thing.roleRef) return bound(thing, namespace)
  const pod = podOf(thing)
  return pod ? [...new Set(ofPod(pod).map(([kind, name]) => `${kind} ${namespace}/${name}`))] : []
}

function bound(thing: Thing, namespace: string): string[] {
  const { kind, name } = thing.roleRef as Fields
  const accounts = list(thing.subjects).filter(subject => subject.kind === 'ServiceAccount')
  return [
    `${kind} ${kind === 'Role' ? `${namespace}/` : ''}${name}`,
    ...accounts
      .filter(({ name }) => name !== 'default')
      .map(account => `ServiceAccount ${account.namespace ?? namespace}/${account.name}`)
  ]
}

type Named = readonly [kind: string, name: unknown]

function ofPod(pod: Fields): Named[] {
  const account = pod.serviceAccountName ?? pod.serviceAccount ?? 'default'
  const found: Named[] = account === 'default' ? [] : [['ServiceAccount', account]]
  const take = (kind: string, source: unknown, key = 'name') => {
    if (source !== undefined && !at(source, 'optional')) found.push([kind, at(source, key)])
  }
  for (const container of containersOf(pod)) {
    for (const { valueFrom } of list(container, 'env')) {
      take('ConfigMap', at(valueFrom, 'configMapKeyRef'))
      take('Secret', at(valueFrom, 'secretKeyRef'))
    }
    for (const source of list(container, 'envFrom')) {
      take('ConfigMap', source.configMapRef)
      take('Secret', source.secretRef)
    }
  }
  for (const volume of list(pod, 'volumes')) {
    take('PersistentVolumeClaim', volume.persistentVolumeClaim, 'claimName')
    for (const source of [volume, ...list(volume, 'projected', 'sources')]) {
      take('ConfigMap', source.configMap)
      take(
        'Secret',
        source.secret,
        at(source.secret, 'secretName') === undefined ? 'name' : 'secretName'
      )
    }
  }
  return found
}
