import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { layStructure } from '../../../scripts/overlay/structure.ts'
import { acme, copyAcme } from '../../support/acme.ts'
import { inherited } from '../../support/command.ts'

const place = mkdtempSync(join(tmpdir(), 'tenantry package '))
const company = join(place, 'company')
const installed = join(company, 'node_modules/tenantry')

beforeAll(() => {
  const options = { env: inherited(), stdio: 'pipe' } as const
  execFileSync('npm', ['pack', '--silent', '--pack-destination', place], options)
  mkdirSync(company)
  writeFileSync(join(company, 'package.json'), '{}')
  // A registry that does not answer, and no cache: the package needs no other.
  const alone = ['--offline', '--cache', join(place, 'cache'), '--registry', 'http://127.0.0.1:9']
  execFileSync('npm', ['install', ...alone, packed()], { ...options, cwd: company })
  copyAcme(company, ['tenants', 'platform', 'kustomize'])
  layStructure(company)
})

afterAll(() => rmSync(place, { recursive: true }))

function packed(): string {
  const [file = ''] = readdirSync(place).filter(name => name.endsWith('.tgz'))
  return join(place, file)
}

function tenantry(...args: readonly string[]) {
  const options = { cwd: company, encoding: 'utf8', env: inherited() } as const
  return spawnSync(join(company, 'node_modules/.bin/tenantry'), args, options)
}

test('is under 5 MB, and alone', () => {
  expect(statSync(packed()).size).toBeLessThan(5_000_000)
  expect(readdirSync(join(company, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual([
    'tenantry'
  ])
})

test('has no sources, tests or commands of the product itself', () => {
  const data = ['platform', 'tenants'].filter(folder => existsSync(folder))
  expect(readdirSync(installed).sort()).toEqual(
    [
      ...data,
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'company',
      'dist',
      'docs',
      'kustomize',
      'package.json',
      'schemas',
      'scripts',
      'terraform',
      'tools'
    ].sort()
  )
  expect(readdirSync(join(installed, 'kustomize'))).not.toContain('clusters')
  expect(tenantry('--help').stdout).not.toContain('bench')
  expect(tenantry('bench')).toMatchObject({ status: 2 })
})

test('validates, generates and checks', () => {
  expect(tenantry('validate')).toMatchObject({ status: 0, stderr: '' })
  expect(tenantry('generate')).toMatchObject({ status: 0, stderr: '' })
  expect(tenantry('check')).toMatchObject({ status: 0, stdout: 'generated/ is up to date\n' })
  const same = 'generated/production/tenants/fraud/namespace/objects.yaml'
  expect(readFileSync(join(company, same), 'utf8')).toBe(readFileSync(join(acme, same), 'utf8'))
})

test('explains, with the examples of its cases', () => {
  const { status, stdout } = tenantry('explain', 'unknown-field')
  expect(status).toBe(0)
  expect(stdout).toMatch(/\n {4}error\[unknown-field\]: /)
})

test('has each page that its messages name', () => {
  const texts = readdirSync(join(installed, 'dist/package'))
    .filter(file => file.endsWith('.js'))
    .map(file => readFileSync(join(installed, 'dist/package', file), 'utf8'))
  const pages = new Set(texts.flatMap(text => text.match(/\bdocs\/[a-z-]+\.md\b/g) ?? []))
  expect([...pages]).toContain('docs/platform.md')
  expect([...pages].filter(page => !existsSync(join(installed, page)))).toEqual([])
})

test('npm asks for no trust in scripts of the package', () => {
  const { scripts } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  const run = ['preinstall', 'install', 'postinstall', 'prepare']
  expect(run.filter(name => name in scripts)).toEqual([])
})

test.runIf(existsSync('tenants'))('begins a company that pins the file it came from', () => {
  const next = join(place, 'next')
  expect(tenantry('init', next)).toMatchObject({ status: 0, stderr: '' })
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const { devDependencies } = JSON.parse(readFileSync(join(next, 'package.json'), 'utf8'))
  expect(devDependencies.tenantry).toBe(`file:tenantry-${version}.tgz`)
  const program = join(next, 'node_modules/.bin/tenantry')
  const options = { cwd: next, encoding: 'utf8', env: inherited() } as const
  expect(spawnSync(program, ['--version'], options).stdout).toBe(`${version}\n`)
})

test('npm create starts a company with the version that it brings', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const own = JSON.parse(readFileSync('create/package.json', 'utf8'))
  expect([own.version, own.dependencies.tenantry]).toEqual([version, version])
  const program = join(company, 'create/index.mjs')
  cpSync('create', join(company, 'create'), { recursive: true })
  const options = { cwd: company, encoding: 'utf8', env: inherited() } as const
  expect(spawnSync(program, ['--help'], options)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^usage: tenantry init \[folder\]/)
  })
})
