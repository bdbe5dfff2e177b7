import fc from 'fast-check'
import type { TSchema } from 'typebox'
import { kinds } from '../../../src/documents/file-kinds.ts'
import { read } from '../../../src/documents/read.ts'
import { readTree } from '../../../src/files/disk.ts'
import { type Node, toValue } from '../../../src/yaml/node.ts'
import { acme } from '../acme.ts'

const {
  tenants,
  clusters,
  common,
  policy,
  removals,
  directories = []
} = read(readTree(acme), () => {})
const examples: Readonly<Record<keyof typeof kinds, readonly unknown[]>> = {
  tenant: values(tenants),
  cluster: values(clusters),
  common: values([common]),
  policy: values([policy]),
  removals: values([removals]),
  directory: values(directories)
}

function values(documents: readonly ({ readonly root: Node } | undefined)[]): readonly unknown[] {
  return documents.flatMap(document => (document ? [toValue(document.root)] : []))
}

/** Values that people write in the wrong place. */
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
  fc.constantFrom<unknown>([[1]], { 'a/b': 1, 'c~d': [2] }, { 7: 'x' }),
  fc.jsonValue()
)

interface Bend {
  readonly at: number
  readonly key: string
  readonly value: unknown
}

const key = fc.constantFrom('ownr', 'state', 'share', 'class', 'group', 'tenant', 'x', 'team', '7')
const bends = fc.array(fc.record({ at: fc.nat(), key, value: junk }), { maxLength: 2 })

/** Replaces a value at one place, or adds a field there. */
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

/** Each kind of file with its schema, and random mutations of its examples. */
export const bent = Object.entries<TSchema>(kinds).map(([name, schema]) => {
  const some = fc.constantFrom(...examples[name as keyof typeof kinds])
  const written = fc.tuple(some, bends).map(([value, changes]) => changes.reduce(bend, value))
  return [name, schema, written] as const
})
