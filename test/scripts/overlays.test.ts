import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { components, parts } from '../../charts/platform/compile-platform.ts'
import { findBuilders } from '../../scripts/overlay/builder.ts'
import { rootFaults } from '../../scripts/overlay/root-faults.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import { versions } from '../../src/kubeflow/versions.ts'
import { dangling } from '../overlay/dangling.ts'
import { needKubeflow, platform, platformOn } from '../overlay/platform.ts'
import { at, nameOf, plainName, type Thing } from '../overlay/thing.ts'
import { acme } from '../support/acme.ts'
import { needUpstream } from '../support/upstream.ts'

const example = platform()
process.stderr.write(`overlays are built on ${example.about.join(', ')}\n`)
const releases = new Map(versions.map(version => [version, platformOn(version)]))

type Example = typeof example

function namesOf(cluster: Cluster): string[] {
  return parts(example.model, cluster).map(({ component }) => component.name)
}

/** All objects of a cluster's platform. */
function all(example: Example, cluster: Cluster): Thing[] {
  return namesOf(cluster).flatMap(name => [...example.build(cluster.name, name).objects])
}

test('each cluster has exactly the roots that its file asks for', () => {
  const found = rootFaults(acme, example.model)
  expect(found.map(({ at, message, help }) => `${at.source.path}: ${message}; ${help}`)).toEqual([])
})

const moved = [...releases].flatMap(([version, example]) =>
  example.clusters.map(cluster => ({ version, name: cluster.name, cluster, example }))
)

describe.each(moved)('Kubeflow $version on $name', ({ name, cluster, example }) => {
  test.each(namesOf(cluster))('%s builds, with the same result in every builder', component => {
    const { text, warnings } = example.build(name, component)
    for (const other of example.others(name, component)) expect(other === text).toBe(true)
    expect(warnings).toEqual([])
  })

  test('contains each object once', () => {
    const found = all(example, cluster).map(
      thing => `${thing.apiVersion.split('/')[0]} ${nameOf(thing)}`
    )
    expect(found.filter((id, i) => found.indexOf(id) !== i)).toEqual([])
  })

  test('has no reference to a missing object', () => {
    const before = namesOf(cluster).flatMap(component => example.build(name, component).base)
    const known = new Set(dangling(before))
    expect(dangling(all(example, cluster)).filter(each => !known.has(each))).toEqual([])
  })

  test('contains no secret', () => {
    expect(
      all(example, cluster)
        // Some Secrets have no data and are filled by a controller.
        .filter(({ kind }) => kind === 'Secret')
        .filter(({ data, stringData }) => JSON.stringify(data ?? stringData ?? {}) !== '{}')
        .map(nameOf)
    ).toEqual([])
  })

  test('leaves the rules of aggregated roles to the cluster', () => {
    const aggregated = all(example, cluster).filter(
      thing => 'aggregationRule' in thing && 'rules' in thing
    )
    expect(aggregated.map(nameOf)).toEqual([])
  })
})

test('each component comes after those that bring the kinds and namespaces of its objects', () => {
  const [cluster] = example.clusters
  const inOrder = cluster ? namesOf(cluster) : []
  const brought = inOrder.map(name => {
    const { base } = example.build('production', name)
    return { name, base, brings: new Set(base.flatMap(bringing)) }
  })
  const wrong = brought.flatMap(({ name, base }) => {
    const before = new Set([name, ...earlier(name)])
    const later = brought.filter(other => !before.has(other.name))
    return later.flatMap(({ name: other, brings }) =>
      base.flatMap(needing).some(need => brings.has(need)) ? [`${name} needs ${other}`] : []
    )
  })
  expect(wrong).toEqual([])
})

/** All components that a component waits for. */
function earlier(name: string): string[] {
  const after = components.find(component => component.name === name)?.after ?? []
  return after.flatMap(each => [each, ...earlier(each)])
}

function bringing({ kind, metadata, spec }: Thing): string[] {
  if (kind === 'Namespace') return [`namespace ${metadata.name}`]
  if (kind !== 'CustomResourceDefinition') return []
  return [`${at(spec, 'group')} ${at(spec, 'names', 'kind')}`]
}

function needing({ apiVersion, kind, metadata }: Thing): string[] {
  return [`namespace ${metadata.namespace}`, `${apiVersion.split('/')[0]} ${kind}`]
}

test('a root without a component is reported', () => {
  const folders = readdirSync(join(acme, 'kustomize/clusters'), { withFileTypes: true })
  const found = folders
    .filter(each => each.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(acme, 'kustomize/clusters', name)).map(each => `${name}/${each}`)
    )
  const known = example.clusters.flatMap(cluster =>
    [...namesOf(cluster), 'kustomization.yaml', 'flux-system'].map(
      name => `${cluster.name}/${name}`
    )
  )
  expect(found.filter(each => !known.includes(each))).toEqual([])
})

test.for([...releases])(
  'everything that Kubeflow %s installs is on a cluster, except what overlays remove',
  ([version, example], context) => {
    const upstream = needUpstream(context)
    needKubeflow(context, example)
    const [builder] = findBuilders()
    const text = builder?.build(join(upstream, `kubeflow-${version}/example`)).text ?? ''
    const whole = loadAll(text) as Thing[]
    const names = whole.map(thing => plainName(thing).replace(misplaced, '$1'))
    const sample = names.filter(name => samples.test(name))
    for (const cluster of example.clusters) {
      const there = new Set(all(example, cluster).map(plainName))
      const gone = names.filter(name => !there.has(name))
      const meant = new Set([
        ...sample,
        ...taken(example, cluster),
        ...goneWithout(example, cluster)
      ])
      expect(gone.filter(name => !meant.has(name))).toEqual([])
    }
  }
)

/** KServe 0.18 writes a namespace on an object that has none, and an overlay takes it away. */
const misplaced = /^(ClusterStorageContainer )kubeflow\//

/**
 * A profile of an account with a published password, and settings of it that nothing reads; a registry of
 * models for that profile and a catalog, whose databases have published passwords, with rights to read all
 * services and bindings.
 */
const samples = /kubeflow-user-example-com|\bdefault-install-config\b|\bmodel-(registry|catalog)\b/

/** The objects that overlays remove. */
function taken(example: Example, cluster: Cluster): string[] {
  const patches = namesOf(cluster).flatMap(name => example.build(cluster.name, name).patches)
  const documents = patches.flatMap(({ documents }) => documents as Thing[])
  return documents.filter(({ $patch }) => $patch === 'delete').map(plainName)
}

/** Objects of components that the cluster lacks and another has, such as Dex. */
function goneWithout(example: Example, cluster: Cluster): string[] {
  const own = namesOf(cluster)
  return example.clusters.flatMap(other => {
    const names = namesOf(other).filter(name => !own.includes(name))
    return names.flatMap(name => example.build(other.name, name).base.map(plainName))
  })
}
