import { hash } from '../../src/values/hash.ts'

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
