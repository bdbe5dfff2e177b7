import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parts } from '../charts/platform.ts'
import { rootFaults } from '../scripts/overlay/roots.ts'
import type { Cluster } from '../src/model.ts'
import { refused, toolOf } from './conform.ts'
import { dangling } from './overlay/dangling.ts'
import { platform } from './overlay/platform.ts'
import { nameOf, type Thing } from './overlay/thing.ts'

const minutes = 60_000
const example = platform()
process.stderr.write(`overlays are built on ${example.about.join(', ')}\n`)

function namesOf(cluster: Cluster): string[] {
  return parts(example.model, cluster).map(({ component }) => component.name)
}

/** All that a cluster consists of. */
function all(cluster: Cluster): Thing[] {
  return namesOf(cluster).flatMap(name => [...example.build(cluster.name, name).objects])
}

test('each cluster has the roots that its file asks for', () => {
  const found = rootFaults('.', example.model)
  expect(found.map(({ at, message, help }) => `${at.source.path}: ${message}; ${help}`)).toEqual([])
})

describe.each(example.clusters.map(cluster => [cluster.name, cluster] as const))(
  '%s',
  (name, cluster) => {
    test.each(namesOf(cluster))(
      '%s builds, and the same everywhere',
      component => {
        const { text, warnings } = example.build(name, component)
        for (const other of example.others(name, component)) expect(other === text).toBe(true)
        expect(warnings).toEqual([])
      },
      minutes
    )

    test(
      'holds each object once',
      () => {
        const found = all(cluster).map(
          thing => `${thing.apiVersion.split('/')[0]} ${nameOf(thing)}`
        )
        expect(found.filter((id, i) => found.indexOf(id) !== i)).toEqual([])
      },
      minutes
    )

    test(
      'names nothing that is not there',
      () => {
        const before = namesOf(cluster).flatMap(component => example.build(name, component).base)
        const known = new Set(dangling(before))
        expect(dangling(all(cluster)).filter(each => !known.has(each))).toEqual([])
      },
      minutes
    )

    test(
      'holds no secret',
      () => {
        expect(
          all(cluster)
            // Some without data wait for a controller to fill them.
            .filter(({ kind, data, stringData }) => kind === 'Secret' && (data ?? stringData))
            .map(nameOf)
        ).toEqual([])
      },
      minutes
    )

    test(
      'leaves the rules of aggregated roles to the cluster',
      () => {
        const aggregated = all(cluster).filter(
          thing => 'aggregationRule' in thing && 'rules' in thing
        )
        expect(aggregated.map(nameOf)).toEqual([])
      },
      minutes
    )

    test(
      'conforms',
      context => {
        const objects = new Map(all(cluster).map((thing, i) => [`${i}.json`, thing as unknown]))
        expect(refused(toolOf('kubeconform', context), objects)).toEqual([])
      },
      5 * minutes
    )
  }
)

test("a root that has no component is nobody's", () => {
  const folders = readdirSync('kustomize/clusters', { withFileTypes: true })
  const found = folders
    .filter(each => each.isDirectory())
    .flatMap(({ name }) => readdirSync(`kustomize/clusters/${name}`).map(each => `${name}/${each}`))
  const known = example.clusters.flatMap(cluster =>
    namesOf(cluster).map(name => `${cluster.name}/${name}`)
  )
  expect(found.filter(each => !known.includes(each))).toEqual([])
})
