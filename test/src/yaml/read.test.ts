import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { type Inputs, read } from '../../../src/documents/read.ts'
import type { RawFile } from '../../../src/files/disk.ts'
import { toValue } from '../../../src/yaml/node.ts'

type Contents = Readonly<Record<string, string | Uint8Array | RawFile>>

const platform: Contents = {
  'platform/common.yaml': 'version: 1\n',
  'platform/clusters/production.yaml': 'kubeflow: "26.03"\n'
}

function readAll(contents: Contents): Inputs & { readonly found: readonly Diagnostic[] } {
  const found: Diagnostic[] = []
  const files = Object.entries(contents).map(([path, content]) => [path, fileOf(content)] as const)
  const sorted = files.sort(([a], [b]) => (a < b ? -1 : 1))
  return { ...read(new Map(sorted), diagnostic => found.push(diagnostic)), found }
}

function fileOf(content: string | Uint8Array | RawFile): RawFile {
  if (typeof content === 'string') return { kind: 'file', bytes: new TextEncoder().encode(content) }
  return content instanceof Uint8Array ? { kind: 'file', bytes: content } : content
}

/** Adds a valid platform; returns code, file and related files of each diagnostic. */
function told(contents: Contents): string[][] {
  return readAll({ ...platform, ...contents }).found.map(({ code, at, related = [] }) => [
    code,
    at.source.path,
    ...related.map(other => other.at.source.path)
  ])
}

function bytes(text: string, encoding: BufferEncoding): Uint8Array {
  return Uint8Array.from(Buffer.from(text, encoding))
}

test('each file is read according to its purpose', () => {
  const inputs = readAll({
    ...platform,
    'platform/policy.yaml': '- tenants: ["*"]\n',
    'platform/directory.yaml': 'complete: true\n',
    'platform/directory/ldap.yaml': 'people: {}\n',
    'tenants/fraud.yaml': 'owner: a\n',
    'tenants/ds-delta/pricing.yaml': 'owner: b\n'
  })
  expect(inputs.found).toEqual([])
  const tenants = inputs.tenants.map(({ name, folder, root }) => [name, folder, toValue(root)])
  expect(tenants).toEqual([
    ['pricing', 'ds-delta', { owner: 'b' }],
    ['fraud', null, { owner: 'a' }]
  ])
  expect(inputs.clusters.map(({ name }) => name)).toEqual(['production'])
  expect(inputs.common && toValue(inputs.common.root)).toEqual({ version: 1 })
  expect(inputs.policy && toValue(inputs.policy.root)).toEqual([{ tenants: ['*'] }])
  expect(inputs.directories?.map(({ root }) => toValue(root))).toEqual([
    { complete: true },
    { people: {} }
  ])
  expect([...inputs.names].sort()).toEqual(['fraud', 'pricing'])
})

test('without a policy nothing is granted, and without a directory nobody is listed', () => {
  const { policy, directories, found } = readAll(platform)
  expect(policy && toValue(policy.root)).toEqual([])
  expect(directories?.map(({ root }) => toValue(root))).toEqual([{}])
  expect(found).toEqual([])
})

test('an invalid policy is not treated as a missing one', () => {
  const { policy, directories } = readAll({
    ...platform,
    'platform/policy.yaml': '- [',
    'platform/directory.yaml': 'complete: true\n',
    'platform/directory/ldap.yaml': 'people'
  })
  expect([policy, directories]).toEqual([undefined, undefined])
})

test('names of unreadable files are known too', () => {
  const inputs = readAll({
    'tenants/a.yaml': '[',
    'tenants/b.yaml': { kind: 'unreadable' },
    'tenants/C.yaml': 'owner: c\n',
    'platform/clusters/d.yaml': '['
  })
  expect([...inputs.names].sort()).toEqual(['C', 'a', 'b'])
  expect([...inputs.clusterNames]).toEqual(['d'])
  expect(inputs.tenants).toEqual([])
  expect(inputs.misnamed.map(({ name }) => name)).toEqual(['C'])
})

describe('missing files', () => {
  test('are reported', () => {
    expect(readAll({}).found.map(({ code, at }) => [code, at.source.path])).toEqual([
      ['missing-file', 'platform/common.yaml'],
      ['missing-file', 'platform/clusters/']
    ])
  })

  test('are not reported if they exist under a wrong name', () => {
    const paths = ['platform/Common.yaml', 'platform/clusters/production.yml']
    const { found } = readAll(Object.fromEntries(paths.map(path => [path, 'a: 1\n'])))
    expect(found.map(({ code, at }) => [code, at.source.path])).toEqual([
      ['invalid-file', 'platform/Common.yaml'],
      ['invalid-file', 'platform/clusters/production.yml']
    ])
  })
})

describe('a file without a purpose', () => {
  test.each([
    ['tenants/fraud.yml', 'rename it to `fraud.yaml`'],
    ['tenants/fraud.YAML', 'rename it to `fraud.yaml`'],
    ['tenants/t/fraud.json', 'rename it to `fraud.yaml`'],
    [
      'tenants/README.md',
      'move it elsewhere; tenant files are named after their tenant, such as `fraud.yaml`'
    ],
    ['platform/polcy.yaml', 'did you mean `policy.yaml`?'],
    ['platform/policy.yml', 'rename it to `policy.yaml`'],
    [
      'platform/clusters/a.txt',
      'move it elsewhere; cluster files are named after their cluster, such as `production.yaml`'
    ],
    [
      'platform/production.yaml',
      'platform/ contains `common.yaml`, `policy.yaml`, `removals.yaml`, `directory.yaml`, `directory/` and `clusters/`'
    ],
    [
      'platform/directory/a.csv',
      'move it elsewhere; source files are named after their source, such as `ldap.yaml`'
    ]
  ])('is reported: %s', (path, help) => {
    const { found } = readAll({ ...platform, [path]: 'owner: a\n' })
    expect(found).toMatchObject([{ code: 'invalid-file', at: { source: { path } }, help }])
  })

  test('is not reported as such if it is a pipe or unreadable', () => {
    expect(
      told({ 'tenants/a.yaml': { kind: 'special' }, 'tenants/b.yaml': { kind: 'unreadable' } })
    ).toEqual([
      ['invalid-file', 'tenants/a.yaml'],
      ['invalid-file', 'tenants/b.yaml']
    ])
  })
})

test('a stray folder is reported once', () => {
  const paths = ['tenants/t/old/a.yaml', 'tenants/t/old/b.yaml', 'tenants/t/old/x/c.yaml']
  const others = [
    'platform/old/a.yaml',
    'platform/clusters/production/a.yaml',
    'platform/directory/x/a.yaml'
  ]
  expect(told(Object.fromEntries([...paths, ...others].map(path => [path, 'a: 1\n'])))).toEqual([
    ['invalid-folder', 'platform/clusters/production/'],
    ['invalid-folder', 'platform/directory/x/'],
    ['invalid-folder', 'platform/old/'],
    ['invalid-folder', 'tenants/t/old/']
  ])
})

describe('a name', () => {
  test.each(['a', '0', 'a-b', 'a'.repeat(40), '1'.repeat(40)])('may be %s', name => {
    expect(told({ [`tenants/${name}.yaml`]: 'a: 1' })).toEqual([])
  })

  test.each([
    ['Fraud_Team', 'fraud-team'],
    ['fraud detection', 'fraud-detection'],
    ['-fraud-', 'fraud'],
    ['fraud.eu', 'fraud-eu'],
    ['fraud--eu', 'fraud-eu'],
    ['Z\u00fcrich', 'zurich']
  ])('may not be %s', (name, better) => {
    const { found, tenants } = readAll({ ...platform, [`tenants/t/${name}.yaml`]: 'a: 1' })
    expect(found).toMatchObject([
      { code: 'invalid-name', message: `\`${name}\` is not a valid tenant name` }
    ])
    expect(found[0]?.help).toMatch(new RegExp(`, such as \`${better}\`$`))
    expect(tenants).toEqual([])
  })

  test.each([
    [`${'a'.repeat(39)}-b`, 'a'.repeat(39)],
    ['a'.repeat(41), 'a'.repeat(40)],
    ['recommendations-for-the-mobile-application', 'recommendations-for-the-mobile']
  ])('that is only too long may not be %s', (name, better) => {
    const { found, tenants } = readAll({ ...platform, [`tenants/t/${name}.yaml`]: 'a: 1' })
    const message = `the name of this tenant has ${name.length} characters, but may have 40 at most`
    const help = `shorten the name of the file, for example to \`${better}.yaml\``
    expect(found).toMatchObject([{ code: 'invalid-name', message, help }])
    expect(tenants).toEqual([])
  })

  test('gets no empty suggestion', () => {
    const { found } = readAll({ ...platform, 'tenants/\u00df\u4e2d.yaml': 'a: 1' })
    expect(found[0]?.help).toBe('use at most 40 lowercase letters, digits and hyphens')
  })

  test('of a cluster has a shorter limit', () => {
    const files = { [`platform/clusters/${'a'.repeat(21)}.yaml`]: 'a: 1' }
    expect(told(files)).toEqual([['invalid-name', Object.keys(files)[0]]])
    expect(told({ [`platform/clusters/${'a'.repeat(20)}.yaml`]: 'a: 1' })).toEqual([])
  })

  test('belongs to one tenant only', () => {
    const files = {
      'tenants/fraud.yaml': 'a: 1',
      'tenants/t/fraud.yaml': 'a: 2',
      'tenants/u/fraud.yaml': 'a: 3'
    }
    expect(told(files)).toEqual([
      ['duplicate-tenant', 'tenants/t/fraud.yaml', 'tenants/fraud.yaml'],
      ['duplicate-tenant', 'tenants/u/fraud.yaml', 'tenants/fraud.yaml']
    ])
    const { tenants, misnamed } = readAll({ ...platform, ...files })
    expect(tenants.map(({ folder }) => folder)).toEqual([null])
    expect(misnamed.map(({ folder }) => folder)).toEqual(['t', 'u'])
  })

  test('with other capital letters is reported once, at the wrong file', () => {
    expect(told({ 'tenants/Fraud.yaml': 'a: 1', 'tenants/fraud.yaml': 'a: 2' })).toEqual([
      ['duplicate-tenant', 'tenants/Fraud.yaml', 'tenants/fraud.yaml']
    ])
    expect(told({ 'tenants/Fraud.yaml': 'a: 1', 'tenants/t/FRAUD.yaml': 'a: 2' })).toEqual([
      ['invalid-name', 'tenants/Fraud.yaml'],
      ['duplicate-tenant', 'tenants/t/FRAUD.yaml', 'tenants/Fraud.yaml']
    ])
  })
})

describe('the root of a file', () => {
  const help = (path: string, text: string) =>
    readAll({ ...platform, [path]: text }).found.map(found => [
      found.code,
      found.message,
      found.help
    ])

  test.each(['', '\n', '# nothing\n', '---\n', 'null\n'])('that is not there: %j', text => {
    expect(help('tenants/a.yaml', text)).toEqual([
      [
        'missing-document',
        'this file is empty',
        'write at least `owner: alice@example.com`, or delete the file'
      ]
    ])
  })

  test.each([
    ['- a\n', 'this file contains a list, not fields'],
    ['[]\n', 'this file contains a list, not fields'],
    ['alice\n', 'this file contains a single value, not fields'],
    ['12\n', 'this file contains a single value, not fields']
  ])('is rejected as %j', (text, message) => {
    const expected = ['invalid-document', message, 'start it like this: `owner: alice@example.com`']
    expect(help('tenants/a.yaml', text)).toEqual([expected])
  })

  test('is reported if a space is missing', () => {
    const [[code, , advice] = []] = help('tenants/a.yaml', 'owner:alice\n')
    expect(code).toBe('invalid-document')
    expect(advice).toBe('put a space after the `:`, as in `owner: alice@example.com`')
  })

  test('is a list in the policy, and a map in every other file', () => {
    expect(told({ 'platform/policy.yaml': 'tenants: []\n' })).toEqual([
      ['invalid-document', 'platform/policy.yaml']
    ])
    const others = ['common', 'directory', 'clusters/production'].map(
      name => `platform/${name}.yaml`
    )
    const lists = Object.fromEntries(others.map(path => [path, '- a\n']))
    expect(told(lists).sort()).toEqual(others.map(path => ['invalid-document', path]).sort())
  })
})

describe('bytes', () => {
  /** The single diagnostic of a file: its message and span. */
  function encoding(content: Uint8Array | string): [message: string, start: number, end: number] {
    const [found, ...others] = readAll({ ...platform, 'tenants/a.yaml': content }).found
    if (!found || others.length > 0) return expect.fail('not one mistake')
    expect(found.code).toBe('invalid-encoding')
    return [found.message, found.at.start, found.at.end]
  }

  test.each([
    ['Latin-1', bytes('owner: M\u00fcller\n', 'latin1'), '0xfc', 8],
    [
      'what follows characters of several bytes',
      Uint8Array.from([...bytes('a: \u00e9\u4e2d\ud83d\ude00', 'utf8'), 0xff]),
      '0xff',
      7
    ],
    [
      'what follows a true replacement character',
      Uint8Array.from([...bytes('a: \ufffd\ufffd', 'utf8'), 0x80]),
      '0x80',
      5
    ],
    ['half a character at the end', bytes('a: \u4e2d', 'utf8').slice(0, -1), '0xe4', 3],
    ['a surrogate', Uint8Array.from([0x61, 0xed, 0xa0, 0x80]), '0xed', 1],
    ['an overlong slash', Uint8Array.from([0xc0, 0xaf]), '0xc0', 0]
  ])('are rejected as %s', (...[, content, byte, start]) => {
    const message = `byte \`${byte}\` is not valid UTF-8`
    expect(encoding(content)).toEqual([message, start, start + 1])
  })

  test('of UTF-16 are recognized', () => {
    const text = 'owner: a\n'
    const little = bytes(text, 'utf16le')
    const big = Uint8Array.from(Buffer.from(text, 'utf16le').swap16())
    for (const content of [little, big, bytes(`\ufeff${text}`, 'utf16le')]) {
      expect(encoding(content)).toEqual(['this file is encoded as UTF-16', 0, 0])
    }
  })

  test.each([
    ['a: \0b\n', 'U+0000', 3],
    ['a: b\u0007\n', 'U+0007', 4],
    ['a: \u007f\n', 'U+007F', 3],
    ['a: b\n\u0085', 'U+0085', 5],
    ['# \u202e', 'U+202E', 2],
    ['a: b\u2028c: d\n', 'U+2028', 4],
    ['a: b\rc: d\n', 'U+000D', 4],
    ['a: b\ufeff\n', 'U+FEFF', 4],
    ['a: "\uffff"\n', 'U+FFFF', 4]
  ])('of invisible characters are rejected: %j', (text, name, start) => {
    expect(encoding(text)).toEqual([
      `there is an invisible character here: ${name}`,
      start,
      start + 1
    ])
  })

  test('of a byte-order mark are reported, and so are later mistakes', () => {
    const mark = 'there is an invisible byte-order mark before the first character'
    expect(encoding('\ufeffa: 1\n')).toEqual([mark, 0, 1])
    expect(told({ 'tenants/a.yaml': '\ufeffa: 1\na: 2\n' })).toEqual([
      ['invalid-encoding', 'tenants/a.yaml'],
      ['duplicate-key', 'tenants/a.yaml', 'tenants/a.yaml']
    ])
  })

  test('of Windows line breaks and other languages are accepted', () => {
    const text =
      '# \u4e2d\u6587\r\na: "\u0627\u0644\u0639\u0631\u0628\u064a\u0629"\r\nb: \ud83d\ude00\r\n'
    expect(told({ 'tenants/a.yaml': text })).toEqual([])
  })
})

test('a file that is too big is reported with its size', () => {
  const file = { kind: 'large', size: 256 * 1024 + 1, limit: 256 * 1024 } as const
  const directory = { kind: 'large', size: 70_000_000, limit: 64 * 1024 * 1024 } as const
  const { found } = readAll({
    ...platform,
    'tenants/a.yaml': file,
    'platform/directory.yaml': directory
  })
  expect(found.map(({ code, message }) => [code, message])).toEqual([
    ['invalid-size', 'this file is 257 KB, but the limit is 256 KB'],
    ['invalid-size', 'this file is 67 MB, but the limit is 64 MB']
  ])
})

test('a link is reported with its target', () => {
  const file: RawFile = { kind: 'link', target: '../x' }
  const { found } = readAll({ ...platform, 'tenants/a.yaml': file })
  const message = 'this is a symbolic link to `../x`, and a change of that file would not show here'
  expect(found).toMatchObject([{ code: 'invalid-file', message }])
})

test('10,000 tenants are read in seconds, even by a slow machine', () => {
  const text = `owner: a\nmembers:\n${'  - user: b\n    role: edit\n'.repeat(19)}`
  const files = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, i) => [`tenants/t${i}.yaml`, text])
  )
  const before = process.cpuUsage()
  expect(readAll({ ...platform, ...files }).tenants).toHaveLength(10_000)
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10)
})
