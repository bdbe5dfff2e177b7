import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { beside, makeFolder } from '../../../scripts/company/files-there.ts'
import { write } from '../../support/command.ts'

const place = mkdtempSync(join(tmpdir(), 'tenantry-'))
const root = join(place, 'company')
beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root)
})
afterAll(() => rmSync(place, { recursive: true }))

const ours = { scripts: { check: 'tenantry check' }, devDependencies: { tenantry: '0.2.0' } }
const files = [
  { path: 'package.json', text: JSON.stringify(ours) },
  { path: '.gitignore', text: 'node_modules/\n.cache/\n' },
  { path: 'README.md', text: '# Tenants\n' },
  { path: 'tenants/fraud.yaml', text: 'owner: alice@example.com\n' }
]

test('writes everything into an empty folder, and what is missing into half of one', () => {
  expect(beside(root, files)).toEqual({ written: files, kept: [], refused: [] })
  for (const { path, text } of files.slice(1)) write(root, path, text)
  expect(beside(root, files)).toEqual({ written: files.slice(0, 1), kept: [], refused: [] })
})

test('keeps what a forge or npm began, and adds what is needed', () => {
  const there = {
    name: 'ours',
    dependencies: { tenantry: 'file:../a.tgz' },
    scripts: { check: 'x' }
  }
  write(root, 'package.json', JSON.stringify(there, null, 4))
  write(root, '.gitignore', 'node_modules/\n*.log')
  write(root, 'README.md', '# Ours\n')
  const { written, kept, refused } = beside(root, files.slice(0, 3))
  expect([kept, refused]).toEqual([['README.md'], []])
  const [manifest, ignored] = written.map(({ text }) => text)
  expect(manifest).toMatch(/^\{\n {4}"/)
  expect(JSON.parse(manifest ?? '')).toEqual({
    private: true,
    name: 'ours',
    scripts: { check: 'x' },
    devDependencies: { tenantry: '0.2.0' },
    allowScripts: {}
  })
  expect(ignored).toBe('node_modules/\n*.log\n.cache/\n')
})

test('refuses what says something else in the place of data', () => {
  write(root, 'tenants/fraud.yaml', 'owner: zoe@example.com\n')
  write(root, 'package.json', '{')
  expect(beside(root, files).refused).toEqual(['package.json', 'tenants/fraud.yaml'])
})

test('makes folders, and says what is in the way', () => {
  makeFolder(join(root, 'a/b'))
  write(root, 'file', '')
  symlinkSync('nowhere', join(root, 'link'))
  expect(() => makeFolder(join(root, 'file/b'))).toThrow('file` is a file')
  expect(() => makeFolder(join(root, 'link'))).toThrow('leads to no folder')
  expect(() => makeFolder('/proc/no/such')).toThrow('`/proc/no` cannot be made there')
})
