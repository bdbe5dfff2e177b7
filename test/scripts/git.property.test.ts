import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { forkOf } from '../../scripts/output/fork.ts'
import {
  baseOf,
  changedSince,
  namedCommit,
  namesIn,
  readFrom,
  treeIn
} from '../../scripts/output/git.ts'
import { touchedSince } from '../../scripts/output/touched.ts'
import { clone } from '../../scripts/overlay/clone.ts'
import { lasting, slow } from '../support/runs.ts'

let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tenantry git '))
  git('init', '--quiet')
})
afterEach(() => rmSync(root, { recursive: true }))

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com']
  return execFileSync('git', ['-C', root, ...identity, ...args], { encoding: 'utf8' })
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function commit(): void {
  git('add', '--all')
  git('commit', '--quiet', '--allow-empty', '--message', 'x')
}

/** Names that git, a shell or a line-based protocol would misread. */
const pieces = [
  '\n',
  '\t',
  '\r',
  '\u0001',
  '\u007f',
  '\u202e',
  ' ',
  '"',
  '\\',
  ':',
  'HEAD:',
  '*',
  '[a]',
  '?',
  '-',
  '~',
  '^',
  '@{0}',
  'a'
]
const name = fc
  .array(fc.constantFrom(...pieces, 'b', '\u00e4', '\u{1f600}'), { minLength: 1, maxLength: 6 })
  .map(parts => parts.join(''))

test('takes no link in a commit for a file, whatever its text is', () => {
  const text = 'owner: mallory@example.com'
  write('tenants/fraud.yaml', 'owner: alice@example.com\n')
  symlinkSync(text, join(root, 'tenants/x.yaml'))
  symlinkSync('fraud.yaml', join(root, 'tenants/y.yaml'))
  const folder = 'tenants'
  symlinkSync(folder, join(root, 'platform'))
  commit()
  expect(git('ls-tree', 'HEAD', 'tenants/x.yaml', 'platform')).toMatch(/^120000 .*\n120000 .*\n$/)
  const base = baseOf(root, 'HEAD')
  const paths = ['fraud', 'x', 'y'].map(name => `tenants/${name}.yaml`)
  const read = readFrom(base, [...paths, 'platform', 'platform/fraud.yaml'])
  expect([...read]).toEqual([['tenants/fraud.yaml', 'owner: alice@example.com\n']])
  rmSync(join(root, 'tenants/x.yaml'))
  write('tenants/x.yaml', `${text}\n`)
  const { has, before } = touchedSince(() => ({ commit: base, isKnown: true }))
  expect(has('tenants/x.yaml')).toBe(true)
  expect(before?.('tenants/x.yaml')).toBeUndefined()
})

test("reads each file's content, whatever the names of files and folders are", () => {
  const files = fc.uniqueArray(name, { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(files, fc.option(name, { nil: '' }), (names, folder) => {
      git('rm', '-r', '--quiet', '--force', '--ignore-unmatch', '.')
      const texts = new Map(names.map((each, index) => [`tenants/${each}`, `text ${index}\n`]))
      for (const [path, text] of texts) write(join(folder, path), text)
      commit()
      const place = join(root, folder)
      const base = baseOf(place, 'HEAD')
      expect(forkOf(place).commit).toEqual(base)
      const absent = names.map(each => `tenants/${each}x`).filter(path => !texts.has(path))
      expect(readFrom(base, [...absent, ...texts.keys()])).toEqual(texts)
      expect(new Set(namesIn(base, 'tenants'))).toEqual(new Set(names))
      for (const path of texts.keys()) write(join(folder, path), 'changed')
      write(join(folder, 'tenants/new\n.yaml'), 'added')
      const changed = new Set([...texts.keys(), 'tenants/new\n.yaml'])
      expect(new Set(changedSince(base, ['tenants']))).toEqual(changed)
      rmSync(join(place, 'tenants'), { recursive: true })
    }),
    lasting(slow ? 100 : 8)
  )
})

test('takes a repository that looks like an option for a repository', () => {
  const made = join(root, 'made')
  expect(() => clone(`--upload-pack=touch "${made}";`, '.')).toThrow('git cannot fetch')
  expect(existsSync(made)).toBe(false)
})

test('a folder may be missing, but a commit may not', () => {
  write('tenants/a.yaml', '')
  commit()
  const base = baseOf(root, 'HEAD')
  expect(namesIn(base, 'generated')).toEqual([])
  const lost = { ...base, id: '0123456789abcdef0123456789abcdef01234567' }
  for (const read of [
    () => namesIn(lost, 'tenants'),
    () => readFrom(lost, ['tenants/a.yaml']),
    () => changedSince(lost, ['tenants'])
  ]) {
    expect(read).toThrow('git cannot')
  }
})

test('reads no other file if a name contains a newline', () => {
  const hostile = 'tenants/zzz\nHEAD:tenants/released.yaml\nx'
  write(hostile, 'protected\n')
  write('tenants/released.yaml', 'released\n')
  write('tenants/zzzz.yaml', 'protected too\n')
  commit()
  const read = readFrom(baseOf(root, 'HEAD'), [hostile, 'tenants/zzzz.yaml'])
  expect(read.get('tenants/zzzz.yaml')).toBe('protected too\n')
  expect(read.get(hostile)).toBe('protected\n')
})

test('no folder has no files, and a branch comes before a tag of its name', () => {
  write('tenants/a.yaml', 'a')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'a')
  git('branch', 'twice')
  git('commit', '--quiet', '--allow-empty', '--message', 'b')
  git('tag', 'twice')
  const commit = namedCommit(root, 'twice')
  expect(commit.id).toBe(git('rev-parse', 'refs/heads/twice').trim())
  expect(treeIn(commit, ['tenants']).map(({ path }) => path)).toEqual(['tenants/a.yaml'])
  expect(treeIn(commit, [])).toEqual([])
})
