import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judge } from '../../../charts/changes/changes.ts'
import { jump, shardOf } from '../../../charts/gitops/shards.ts'
import { type Files, readTree } from '../../../src/files/disk.ts'
import { changeOf } from '../../support/change.ts'

const names = Array.from({ length: 5000 }, (_, index) => `tenant-${index}`)

test.each([
  [0n, 1, 0],
  [1n, 1, 0],
  [42n, 57, 43],
  [0xdead10ccn, 1, 0],
  [0xdead10ccn, 666, 361],
  [256n, 1024, 520]
])(
  'puts key %s, among %s buckets, into %s, as other implementations do',
  (key, buckets, bucket) => {
    expect(jump(key, buckets)).toBe(bucket)
  }
)

test.each([
  ['fraud', [0, 0, 2, 2, 440]],
  ['pricing', [0, 0, 0, 9, 464]],
  ['smallest', [0, 1, 1, 9, 11]],
  ['forecast', [0, 1, 2, 2, 500]]
])('never changes the shard of %s', (name, shards) => {
  expect([1, 2, 3, 10, 667].map(count => shardOf(name, count))).toEqual(shards)
})

test('moves tenants only to a new shard, and only its part of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), shards => {
      const moved = names.filter(name => shardOf(name, shards) !== shardOf(name, shards + 1))
      expect(new Set(moved.map(name => shardOf(name, shards + 1))).size).toBeLessThan(2)
      expect(moved.every(name => shardOf(name, shards + 1) === shards)).toBe(true)
      const fair = names.length / (shards + 1)
      expect(Math.abs(moved.length - fair)).toBeLessThan(6 * Math.sqrt(fair) + 1)
    }),
    { numRuns: 30 }
  )
})

test('fills shards about equally', () => {
  const sizes = new Array<number>(20).fill(0)
  for (const name of names) sizes[shardOf(name, 20)] = (sizes[shardOf(name, 20)] ?? 0) + 1
  expect(Math.min(...sizes)).toBeGreaterThan(190)
  expect(Math.max(...sizes)).toBeLessThan(310)
})

test('a cluster without tenants takes at once the number of shards that is proposed', () => {
  const base = readTree('test', ['platform'])
  const path = 'platform/clusters/production.yaml'
  const first = new Map([
    ...base,
    ...readTree('test/cases/invalid-shards--first', ['tenants', 'platform'])
  ])
  const with3 = new Map([
    ...first,
    [
      path,
      {
        kind: 'file',
        bytes: new TextEncoder().encode(textIn(base, path).replace('shards: 1', 'shards: 3'))
      }
    ] as const
  ])
  expect(judge(changeOf(base, first)).map(({ help }) => help)).toEqual([
    '`shards: 3` is enough; write it there'
  ])
  expect(judge(changeOf(base, with3))).toEqual([])
  expect(judge(changeOf(first, with3)).map(({ code }) => code)).toEqual(['forbidden-reshard'])
})

function textIn(files: Files, path: string): string {
  const file = files.get(path)
  return file?.kind === 'file' ? new TextDecoder().decode(file.bytes) : expect.fail(path)
}
