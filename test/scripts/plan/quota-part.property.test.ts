import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quotaPart } from '../../../scripts/plan/quota-part.ts'
import { begin, modelOf } from '../../../src/compile.ts'
import { type Files, type RawFile, readTree } from '../../../src/files/disk.ts'
import { quotasOf } from '../../../src/model/resolve.ts'
import { acme } from '../../support/acme.ts'
import { filesOf } from '../../support/compile-texts.ts'
import { textsOf, worlds } from '../../support/random/random-world.ts'
import { lasting } from '../../support/runs.ts'

const shared = readTree('test', ['platform'])

/** Every folder of a kind of cases. */
function foldersIn(place: string): readonly [string, Files][] {
  return readdirSync(place, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => [name, new Map([...shared, ...readTree(join(place, name))])])
}

test('quotas are the same when nothing else of the files is read', () => {
  fc.assert(
    fc.property(worlds, world => expectSame(filesOf(textsOf(world)))),
    lasting(50)
  )
})

test.each([
  ['acme', readTree(acme)] as const,
  ...foldersIn('test/golden'),
  ...foldersIn('test/cases')
])('in the files of %s too', (_, files) => expectSame(files))

test.each([
  ['quota: small\nowner: a\n', 'quota: small\nowner: a\n'],
  [
    'description: x\nowner: a # me\n\nmembers:\n- user: b\nquota:\n  cpu: 1\n',
    'owner: a # me\n\nquota:\n  cpu: 1\n'
  ],
  ['description: |\n  quota: 1\nowner: a\n', 'owner: a\n'],
  ['description: x\r\nowner: a\r\n', 'owner: a\r\n'],
  ['description: x\n', 'description: x\n'],
  ['description: x\n"quota": small\n', 'description: x\n"quota": small\n'],
  ['\ufeffowner: a\nmembers: []\n', '\ufeffowner: a\nmembers: []\n'],
  ['{owner: a,\nmembers: []}\n', '{owner: a,\nmembers: []}\n']
])('of %j it is %j', (text, part) => {
  expect(quotaPart(text)).toBe(part)
})

test('a team beside that of the folder keeps what the policy grants to the folder away', () => {
  const texts = {
    'platform/directory.yaml':
      'teams:\n  a: {members: [alice@example.com]}\n  b: {members: [alice@example.com]}\n',
    'platform/policy.yaml': '- tenants: ["team:a"]\n  quota: {claims: 7}\n',
    'tenants/a/own.yaml': 'owner: alice@example.com\n',
    'tenants/a/other.yaml': 'description: x\nowner: alice@example.com\nteam: b\n'
  }
  const { placed } = begin(filesOf(texts))
  const claims =
    placed &&
    quotasOf(placed).map(({ quota }) => {
      return quota.find(({ field }) => field === 'claims')?.amount
    })
  expect(new Set(claims)).toEqual(new Set(['7', undefined]))
  expectSame(filesOf(texts))
})

/** What files with mistakes mean is told nobody. */
function expectSame(files: Files): void {
  const whole = begin(files)
  const wrong = new Set(whole.found.map(({ at }) => at.source.path))
  const right = new Map([...files].filter(([path]) => !wrong.has(path)))
  const parts = new Map([...right].map(([path, file]) => [path, partOf(path, file)]))
  const { placed } = begin(parts)
  const tenants = modelOf(begin(right), [], { today: '2026-06-15', touched: new Set() })?.tenants
  const quotas = tenants?.map(({ cluster, quota }) => [cluster.name, quota])
  expect(placed && quotasOf(placed).map(({ cluster, quota }) => [cluster.name, quota])).toEqual(
    quotas
  )
}

function partOf(path: string, file: RawFile): RawFile {
  if (!path.startsWith('tenants/') || file.kind !== 'file') return file
  return { kind: 'file', bytes: Buffer.from(quotaPart(Buffer.from(file.bytes).toString())) }
}
