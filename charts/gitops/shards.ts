import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { hash } from '../../src/values/hash.ts'
import { headerOf, kustomization, yaml } from '../objects/generated.ts'
import { managed } from '../objects/labels.ts'

/** The two phases in which a tenant is reconciled, under the names of their folders. */
export const phases = ['bootstrap', 'namespace'] as const

/** What one pair of Kustomizations or Applications reconciles; an empty shard is there as well. */
export function renderShards(cluster: Cluster, tenants: Iterable<string>): Source[] {
  const { shards } = cluster.gitops
  const lists = Array.from({ length: shards }, (): string[] => [])
  for (const tenant of [...tenants].sort()) lists[shardOf(tenant, shards)]?.push(tenant)
  return lists.flatMap((list, shard) => renderShard(cluster, shard, list))
}

/** One shard, if it is known which tenants are in it. */
function renderShard({ name, at }: Cluster, shard: number, tenants: string[]): Source[] {
  const folder = `generated/${name}/shards/${shard}`
  const header = headerOf(`tenants/ and ${at().source.path}`)
  return phases.flatMap(phase => [
    kustomization(`${folder}/${phase}`, header, [
      'shard.yaml',
      ...tenants.map(tenant => `../../../tenants/${tenant}/${phase}`)
    ]),
    yaml(`${folder}/${phase}/shard.yaml`, header, [marker(`shard-${shard}-${phase}`)])
  ])
}

/** No engine ever sees an empty root: it would take that for the wish to remove everything. */
function marker(name: string): object {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      namespace: 'tenantry',
      labels: managed
    },
    data: {}
  }
}

// Of the jump consistent hash (Lamping and Veach, 2014).
const multiplier = 2862933555777941757n

/**
 * The shard of a tenant, from 0: a pure function of the two, so that nothing has to be recorded.
 * When n shards become n + 1, one tenant of n + 1 moves, and to the new one.
 */
export function shardOf(tenant: string, shards: number): number {
  return jump(hash(tenant), shards)
}

/** The bucket of a key of 64 bits. */
export function jump(key: bigint, buckets: number): number {
  let state = BigInt.asUintN(64, key)
  let bucket = 0
  for (let next = 0; next < buckets; ) {
    bucket = next
    state = BigInt.asUintN(64, state * multiplier + 1n)
    next = Math.floor((bucket + 1) * (2 ** 31 / (Number(state >> 33n) + 1)))
  }
  return bucket
}
