import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { hash } from '../../src/values/hash.ts'
import { headerOf, kustomization, yaml } from '../objects/generated.ts'
import { managed } from '../objects/labels.ts'

/** The two phases in which a tenant is reconciled, which are also names of folders. */
export const phases = ['bootstrap', 'namespace'] as const

/** Each shard is reconciled by one pair of Kustomizations or Applications, and exists even if it is empty. */
export function renderShards(cluster: Cluster, tenants: Iterable<string>): Source[] {
  const { shards } = cluster.gitops
  const lists = Array.from({ length: shards }, (): string[] => [])
  for (const tenant of [...tenants].sort()) lists[shardOf(tenant, shards)]?.push(tenant)
  return lists.flatMap((list, shard) => renderShard(cluster, shard, list))
}

/** Renders one shard from the tenants in it. */
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

/** Keeps a shard from ever being empty, which an engine would take as an order to delete everything. */
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

// The constant of jump consistent hash (Lamping and Veach, 2014).
const multiplier = 2862933555777941757n

/**
 * Computes a tenant's shard, from 0, so that no assignment has to be stored. Going from n to n + 1
 * shards moves one in n + 1 tenants, all of them to the new shard.
 */
export function shardOf(tenant: string, shards: number): number {
  return jump(hash(tenant), shards)
}

/** The bucket of a 64-bit key. */
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
