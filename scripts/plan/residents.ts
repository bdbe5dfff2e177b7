import { outputsOf, type Resident } from '../../charts/changes/change.ts'
import { objects, sizesOf } from '../../charts/changes/invalid-shards.ts'
import { shardOf } from '../../charts/gitops/shards.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { State } from './git-state.ts'
import { namesListed } from './listed.ts'

interface Given {
  readonly clusters: readonly Cluster[]
  /** The tenants that the change concerns. */
  readonly own: readonly Resident[]
  readonly isConcerned: (name: string) => boolean
}

/** The other tenants that count for what a shard may have: those in the same shards, and all where one is too full. */
export function others(before: State, { clusters, own, isConcerned }: Given): Resident[] {
  return clusters.flatMap(cluster => {
    const { shards } = cluster.gitops
    const here = own.filter(resident => resident.cluster === cluster.name)
    const touched = [...new Set(here.map(({ name }) => shardOf(name, shards)))]
    const countIn = (numbers: readonly number[] | 'all') => {
      const names = namesListed(before, cluster.name, numbers)
      return counted(
        before,
        cluster.name,
        names.filter(name => !isConcerned(name))
      )
    }
    if (touched.length === 0) return []
    const near = countIn(touched)
    const isFull = sizesOf([...here, ...near], shards).some(size => size > objects.most)
    return isFull ? countIn('all') : near
  })
}

function counted(before: State, cluster: string, names: readonly string[]): Resident[] {
  const paths = names.map(name => outputsOf({ cluster, name }))
  const texts = before.texts(paths.flat())
  return names.map((name, at) => {
    const own = (paths[at] ?? []).map(path => texts.get(path) ?? '')
    // Each object begins a line with its kind, as it was generated.
    const number = own.join('\n').match(/^kind: /gm)?.length ?? 0
    return { cluster, name, file: '', objects: number, services: 0, roles: 0, associations: 0 }
  })
}
