import { Ajv } from 'ajv'
import fc from 'fast-check'
import type { TSchema } from 'typebox'
import { expect, test } from 'vitest'
import { clusterSchema } from '../src/cluster.ts'
import { commonSchema } from '../src/common.ts'
import { directorySchema } from '../src/directory.ts'
import { editorSchemas } from '../src/editor.ts'
import { readTree } from '../src/files.ts'
import { policySchema } from '../src/policy.ts'
import { read } from '../src/read.ts'
import { examine } from '../src/schema.ts'
import { tenantSchema } from '../src/tenant.ts'
import { type Node, toValue } from '../src/yaml.ts'

const runs = { numRuns: Number(process.env.FUZZ_RUNS ?? 300) }
const { tenants, clusters, common, policy, directory } = read(readTree('.'), () => {})

const kinds: readonly (readonly [string, TSchema, readonly unknown[]])[] = [
  ['tenant', tenantSchema, values(tenants)],
  ['cluster', clusterSchema, values(clusters)],
  ['common', commonSchema, values([common])],
  ['policy', policySchema, values([policy])],
  ['directory', directorySchema, values([directory])]
]

function values(documents: readonly ({ readonly root: Node } | undefined)[]): readonly unknown[] {
  return documents.flatMap(document => (document ? [toValue(document.root)] : []))
}

/** What people write in the wrong place. */
const junk = fc.oneof(
  fc.constantFrom(
    '',
    'x',
    'a b',
    '*',
    'team',
    'view',
    'alice@example.com',
    'small',
    '2Gi',
    '2027-02-30'
  ),
  fc.constantFrom('s3://bucket', '10.0.0.0/8', '/data', 'ci/deployer', 'arn:aws:iam::aws:policy/x'),
  fc.constantFrom(null, true, 0, -1, 1.5, 99999, [], {}, ['x'], { tenant: 'a' }, { name: 'x' }),
  fc.jsonValue()
)

interface Bend {
  readonly at: number
  readonly key: string
  readonly value: unknown
}

const key = fc.constantFrom('ownr', 'state', 'share', 'class', 'group', 'tenant', 'x', 'team')
const bends = fc.array(fc.record({ at: fc.nat(), key, value: junk }), { maxLength: 2 })

/** The value with another one at one of its places, or with one more field there. */
function bend(value: unknown, { at, key, value: other }: Bend): unknown {
  let left = at % (2 * size(value))
  function walk(node: unknown): unknown {
    left -= 2
    if (left === -2) return other
    if (typeof node !== 'object' || node === null) return node
    if (Array.isArray(node)) return left === -1 ? [...node, other] : node.map(walk)
    if (left === -1) return { ...node, [key]: other }
    return Object.fromEntries(Object.entries(node).map(([name, field]) => [name, walk(field)]))
  }
  return walk(value)
}

function size(value: unknown): number {
  const inner = typeof value === 'object' && value !== null ? Object.values(value) : []
  return inner.reduce((sum: number, node) => sum + size(node), 1)
}

test.each(kinds)('what we accept of a %s no editor underlines', (name, schema, examples) => {
  const text = editorSchemas().get(`${name}.json`) ?? ''
  const validate = new Ajv({ strict: false }).compile(JSON.parse(text))
  const some = fc.tuple(fc.constantFrom(...examples), bends)
  let accepted = 0
  fc.assert(
    fc.property(some, ([example, changes]) => {
      const value = changes.reduce(bend, example)
      if (examine(schema, value).length > 0) return
      accepted++
      expect(validate(value), JSON.stringify(validate.errors)).toBe(true)
    }),
    runs
  )
  expect(accepted).toBeGreaterThan(runs.numRuns / 10)
})
