import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { copyAcme } from '../../support/acme.ts'
import { commitAll, configure, git, inherited, reset } from '../../support/command.ts'

const place = mkdtempSync(join(tmpdir(), 'tenantry versions '))
const company = join(place, 'company')
const names = { before: 'tenantry-before.tgz', after: 'tenantry-after.tgz' } as const
// A registry that does not answer: what the base pins is in its commit.
const registry = { npm_config_registry: 'http://127.0.0.1:9', npm_config_offline: 'true' }
const env = {
  ...inherited(),
  ...registry,
  KUSTOMIZE: '/none',
  GITHUB_BASE_REF: '',
  npm_config_cache: join(place, 'cache')
}

function npm(cwd: string, ...args: readonly string[]): void {
  execFileSync('npm', [...args, '--silent', '--no-audit', '--no-fund'], { cwd, env, stdio: 'pipe' })
}

/** The package of this clone, and the same one as a later version that says something else of a removal. */
function packBoth(): void {
  npm('.', 'pack', '--pack-destination', place)
  const [packed = ''] = readdirSync(place).filter(name => name.endsWith('.tgz'))
  execFileSync('tar', ['-xzf', packed], { cwd: place })
  execFileSync('mv', [packed, names.before], { cwd: place })
  const later = join(place, 'package')
  const manifest = JSON.parse(readFileSync(join(later, 'package.json'), 'utf8'))
  const { prepack, prepare, ...scripts } = manifest.scripts
  const changed = { ...manifest, version: '99.0.0', scripts }
  writeFileSync(join(later, 'package.json'), JSON.stringify(changed))
  const bundle = join(later, 'dist/package')
  for (const file of readdirSync(bundle)) {
    const text = readFileSync(join(bundle, file), 'utf8')
    writeFileSync(join(bundle, file), text.replaceAll('but was not released', 'as it may be'))
  }
  execFileSync('tar', ['-czf', names.after, 'package'], { cwd: place })
}

function pin(version: keyof typeof names): void {
  for (const name of Object.values(names)) rmSync(join(company, name), { force: true })
  cpSync(join(place, names[version]), join(company, names[version]))
  const content = { private: true, devDependencies: { tenantry: `file:${names[version]}` } }
  writeFileSync(join(company, 'package.json'), JSON.stringify(content))
  npm(company, 'install')
}

function tenantry(...args: readonly string[]) {
  const options = { cwd: company, encoding: 'utf8', env } as const
  return spawnSync(join(company, 'node_modules/.bin/tenantry'), args, options)
}

beforeAll(() => {
  packBoth()
  mkdirSync(company)
  copyAcme(company)
  writeFileSync(join(company, '.gitignore'), 'node_modules/\n.cache/\n')
  git(company, 'init', '--quiet', '--initial-branch', 'main')
  configure(company)
  pin('before')
  expect(tenantry('generate')).toMatchObject({ status: 0 })
  commitAll(company)
  git(company, 'tag', 'start')
}, 600_000)

beforeEach(() => {
  reset(company)
  git(company, 'checkout', '--quiet', '-B', 'change')
})

afterAll(() => rmSync(place, { recursive: true }))

test('a change of the version is judged by both', () => {
  pin('after')
  rmSync(join(company, 'generated'), { recursive: true })
  expect(tenantry('generate')).toMatchObject({ status: 0 })
  commitAll(company)
  const { status, stdout } = tenantry('ci')
  expect(stdout).toMatch(/^by the version before +no mistakes$/m)
  expect(stdout).toMatch(/^generated\/ +up to date$/m)
  expect(status).toBe(0)
}, 600_000)

test('the version of the base judges a removal, whatever the new one says of it', () => {
  pin('after')
  rmSync(join(company, 'tenants/smallest.yaml'))
  rmSync(join(company, 'generated'), { recursive: true })
  tenantry('generate')
  commitAll(company)
  const { status, stdout, stderr } = tenantry('ci')
  expect(stderr).toContain('[forbidden-removal]')
  expect(stderr).toContain('but was not released')
  expect(stderr).not.toContain('as it may be')
  expect(stdout).toMatch(/^by the version before +1 error/m)
  expect(status).toBe(1)
}, 600_000)

test('output that only the version before would write is not fresh', () => {
  pin('after')
  commitAll(company)
  const { status, stderr } = tenantry('ci')
  expect(stderr).toContain('[conflicting-version]')
  expect(status).toBe(1)
}, 600_000)

test('one version judges alone', () => {
  pin('before')
  const { status, stdout } = tenantry('ci')
  expect(stdout).not.toContain('by the version before')
  expect(status).toBe(0)
}, 600_000)
