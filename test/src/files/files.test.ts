import { execFileSync } from 'node:child_process'
import fs, {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { listTree, type RawFile, readTree } from '../../../src/files/disk.ts'
import { sortFiles } from '../../../src/files/find.ts'

const unread: RawFile = { kind: 'file', bytes: new Uint8Array() }

let top: string
let root: string

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'tenantry-'))
  root = join(top, 'repository')
  mkdirSync(root)
})

afterEach(() => rmSync(top, { recursive: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  symlinkSync(target, join(root, path))
}

/** Reads a tree, with bytes decoded. */
function tree(): Record<string, unknown> {
  const shown = (file: RawFile) =>
    file.kind === 'file' ? new TextDecoder().decode(file.bytes) : file
  return Object.fromEntries([...readTree(root)].map(([path, file]) => [path, shown(file)]))
}

test('reads all files of both folders, sorted by path', () => {
  const paths = ['tenants/b.yaml', 'platform/policy.yaml', 'tenants/a/z.yaml', 'tenants/a.yaml']
  for (const path of [
    ...paths,
    'tenants/B.yaml',
    'tenants/a/b/c/d.txt',
    'README.md',
    'src/x.yaml'
  ]) {
    write(path, path)
  }
  expect(Object.entries(tree())).toEqual(
    [
      'platform/policy.yaml',
      'tenants/B.yaml',
      'tenants/a.yaml',
      'tenants/a/b/c/d.txt',
      'tenants/a/z.yaml',
      'tenants/b.yaml'
    ].map(path => [path, path])
  )
})

test('treats a missing folder as empty', () => {
  expect(tree()).toEqual({})
})

test('returns bytes unchanged', () => {
  mkdirSync(join(root, 'tenants'))
  const bytes = Uint8Array.from([0xff, 0x00, 0x0d, 0x0a])
  writeFileSync(join(root, 'tenants/a.yaml'), bytes)
  const file = readTree(root).get('tenants/a.yaml')
  expect(file?.kind === 'file' && Uint8Array.from(file.bytes)).toEqual(bytes)
})

test('ignores notes, and leftovers of editors and operating systems', () => {
  const paths = ['README.md', '.gitkeep', '.DS_Store', '.a.yaml.swp', 'a.yaml~', '#a.yaml#']
  for (const path of paths) write(`tenants/${path}`, 'x')
  link('tenants/.#a.yaml', 'nobody@nowhere')
  write('tenants/a.yaml', 'a')
  expect(tree()).toEqual({ 'tenants/a.yaml': 'a' })
})

test('finds everything that is hidden, and enters no hidden folder', () => {
  for (const path of ['.a.yaml', '.idea/x', 'node_modules/x/y', 'ds/.git/config', 'ds/a.yaml']) {
    write(`tenants/${path}`, 'x')
  }
  const paths = ['.a.yaml', '.idea', 'ds/.git', 'ds/a.yaml', 'node_modules']
  expect(Object.keys(tree())).toEqual(paths.map(path => `tenants/${path}`))
  expect(listTree(root)).toEqual(Object.keys(tree()))
})

test.each([
  ['tenants/.a.yaml', '`.a.yaml` is hidden'],
  ['tenants/.p\nHEAD:tenants/a.yaml\nx', 'U+000A'],
  ['tenants/a\tb.yaml', 'U+0009'],
  ['tenants/a\u202eb.yaml', 'U+202E'],
  ['tenants/a\u007f/b.yaml', 'U+007F'],
  ['tenants/ds/.git', '`.git` is hidden'],
  ['tenants/node_modules', '`node_modules` is hidden'],
  ['tenants/notes.txt', 'unexpected file'],
  ['platform/.env', '`.env` is hidden'],
  ['platform/clusters/a\u0000.yaml', 'U+0000'],
  ['platform/directory/\u200bldap.yaml', 'U+200B'],
  ['platform/notes.md', 'unexpected file']
])('%j does not belong there', (path, message) => {
  const found: Diagnostic[] = []
  const files = ['platform/common.yaml', 'platform/clusters/a.yaml', path]
  sortFiles(new Map(files.map(each => [each, unread])), diagnostic => void found.push(diagnostic))
  expect(found.map(({ code, at }) => [code, at.source.path])).toEqual([['invalid-file', path]])
  expect(found[0]?.message).toContain(message)
})

describe('size', () => {
  test.each([
    ['tenants/a.yaml', 256 * 1024],
    ['platform/common.yaml', 256 * 1024],
    ['platform/directory.yaml', 64 * 1024 * 1024],
    ['platform/directory/ldap.yaml', 64 * 1024 * 1024]
  ])('%s is read up to %i bytes', (path, limit) => {
    write(path, '')
    truncateSync(join(root, path), limit)
    const file = readTree(root).get(path)
    expect(file?.kind === 'file' && file.bytes.length).toBe(limit)
    truncateSync(join(root, path), limit + 1)
    expect(tree()).toEqual({ [path]: { kind: 'large', size: limit + 1, limit } })
  })
})

describe('a symbolic link is not followed', () => {
  test.each([
    'a.yaml',
    '../common/a.yaml',
    '../../secret.yaml',
    '/etc/hosts',
    'nobody.yaml',
    'x.yaml',
    '../common',
    '../.git/config'
  ])('to %s', target => {
    write('tenants/a.yaml', 'a')
    write('common/a.yaml', 'a')
    write('.git/config', 'password')
    writeFileSync(join(top, 'secret.yaml'), 'password')
    link('tenants/x.yaml', target)
    expect(tree()).toEqual({ 'tenants/a.yaml': 'a', 'tenants/x.yaml': { kind: 'link', target } })
  })

  test('in place of a folder', () => {
    write('common/a.yaml', 'a')
    link('tenants', '../common')
    link('platform/clusters', '../common')
    expect(tree()).toEqual({
      'platform/clusters': { kind: 'link', target: '../common' },
      tenants: { kind: 'link', target: '../common' }
    })
  })

  test('but a root may be one', () => {
    write('tenants/a.yaml', 'a')
    symlinkSync(root, join(top, 'link'))
    expect([...readTree(join(top, 'link')).keys()]).toEqual(['tenants/a.yaml'])
  })
})

test('does not wait for a pipe', () => {
  mkdirSync(join(root, 'tenants'))
  execFileSync('mkfifo', [join(root, 'tenants/a.yaml')])
  expect(tree()).toEqual({ 'tenants/a.yaml': { kind: 'special' } })
})

test('reports what the operating system refuses to read', () => {
  // File permissions would not do, because root can read everything.
  const real = fs.readFileSync
  const refusing = vi.spyOn(fs, 'readFileSync').mockImplementation((path, options) => {
    if (!String(path).endsWith('locked.yaml')) return real(path, options)
    throw Object.assign(new Error('permission denied'), { code: 'EACCES' })
  })
  syncBuiltinESMExports()
  onTestFinished(() => {
    refusing.mockRestore()
    syncBuiltinESMExports()
  })
  write('tenants/locked.yaml', '')
  write('tenants/a.yaml', 'a')
  expect(tree()).toEqual({
    'tenants/a.yaml': 'a',
    'tenants/locked.yaml': { kind: 'unreadable' }
  })
})

test('reports a file in place of the folder', () => {
  write('tenants', 'x')
  expect(tree()).toEqual({ tenants: 'x' })
})

test('finds files of tenants at the top and in folders with a similar name, and no others', () => {
  const tenant = 'owner: alice@example.com\n'
  const lost = [
    'churn.yml',
    'notes.yaml.txt',
    'Tenant/fraud.yaml',
    'team/ds-delta/x.yaml',
    'teams/y.yaml',
    'tennants/ds-delta/pricing.yaml'
  ]
  write('tenants.yaml', 'fraud:\n  owner: alice@example.com\n')
  for (const path of ['tenants/a.yaml', ...lost, 'src/x.yaml', 'tenant.md']) write(path, tenant)
  write('mkdocs.yaml', 'site: x\n  owner: alice@example.com\n')
  write('catalog.yaml', `kind: Component\n${tenant}`)
  expect(Object.keys(tree()).sort()).toEqual([...lost, 'tenants.yaml', 'tenants/a.yaml'].sort())
})
