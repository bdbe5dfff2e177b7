import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  commitAll,
  commitStart,
  configure,
  git,
  inherited,
  reset,
  write
} from '../../support/command.ts'

const place = mkdtempSync(join(tmpdir(), "tenantry's versions "))
/** A copy of the product, whose version changes. */
const product = join(place, 'product')
const company = join(place, 'company')
const fork = join(place, 'fork')
const minutes = 60 * 60_000

/** A fork may have removed the product's own data, which `init` begins with. */
const isWhole = existsSync('tenants') && existsSync('platform')
if (!isWhole)
  process.stderr.write(
    '!!! not proven: upgrades of a package, which need tenants/ and platform/ here\n'
  )

const last = '82256c0d'
const isKnown = isWhole && spawnSync('git', ['cat-file', '-e', `${last}^{commit}`]).status === 0
if (!isKnown)
  process.stderr.write(`!!! not proven: the way from a fork, which needs commit ${last}\n`)

const parts = [
  ...['src', 'charts', 'site', 'scripts', 'schemas', 'company', 'kustomize', 'terraform', 'tools'],
  ...[
    'tenants',
    'platform',
    'package.json',
    'tsconfig.json',
    'CHANGELOG.md',
    'LICENSE',
    'README.md'
  ]
]
const patch = 'kustomize/clusters/production/network/kustomization.yaml'

beforeAll(() => {
  if (!isWhole) return
  mkdirSync(product)
  for (const part of parts) cpSync(part, join(product, part), { recursive: true })
  symlinkSync(join(process.cwd(), 'node_modules'), join(product, 'node_modules'))
  start(place, 'node', [join(product, 'scripts/run.mjs'), 'init', company])
  git(company, 'init', '--quiet', '--initial-branch', 'main')
  configure(company)
  edit(company, patch, [/$/, '# A patch of our own.\n'])
  commitStart(company)
  edit(product, 'package.json', [/"version": ".*"/, '"version": "0.3.0"'])
  edit(product, 'CHANGELOG.md', [
    '## [0.2.0]',
    '## [0.3.0]\n\nDenies by another name.\n\n## [0.2.0]'
  ])
  edit(product, 'charts/tenant/network.ts', ["'default-deny'", "'deny-all'"])
}, minutes)
beforeEach(() => {
  if (isWhole) reset(company)
})
afterAll(() => rmSync(place, { recursive: true }))

type Change = readonly [from: string | RegExp, to: string]

function edit(root: string, path: string, [from, to]: Change): void {
  const text = readFileSync(join(root, path), 'utf8')
  expect(text).toMatch(from)
  write(root, path, text.replace(from, to))
}

function start(cwd: string, program: string, args: readonly string[]): string {
  return execFileSync(program, args, { cwd, encoding: 'utf8', env: inherited(), stdio: 'pipe' })
}

function tenantry(root: string, ...args: readonly string[]) {
  const program = join(root, 'node_modules/.bin/tenantry')
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    env: inherited()
  })
  return { status, stdout, text: stdout + stderr }
}

function isUpgraded(): void {
  expect(readFileSync(join(company, patch), 'utf8')).toContain('# A patch of our own.\n')
  const output = git(company, 'diff', 'HEAD', '--', 'generated')
  expect(output).toMatch(/^-\s+name: default-deny$/m)
  expect(output).toMatch(/^\+\s+name: deny-all$/m)
}

test.runIf(isWhole)(
  'the next version moves a company, and git revert moves it back',
  () => {
    start(product, 'npm', ['pack', '--silent', '--pack-destination', company])
    const install = ['install', '--save-exact', '--save-dev', '--offline', './tenantry-0.3.0.tgz']
    start(company, 'npm', install)
    const { stdout } = tenantry(company, 'upgrade')
    expect(stdout).toContain('from Tenantry 0.2.0 to 0.3.0\n')
    expect(stdout).toContain('\nDenies by another name.\n')
    expect(stdout).not.toContain('## [0.2.0]')
    expect(stdout).toMatch(/ objects added: \d+ NetworkPolicy\n/)
    isUpgraded()
    commitAll(company)
    expect(tenantry(company, 'check', '--base', 'HEAD~1')).toMatchObject({ status: 0 })
    git(company, 'revert', '--no-edit', 'HEAD')
    expect(tenantry(company, 'check').text).toContain('conflicting-version')
    start(company, 'npm', ['ci', '--offline'])
    expect(tenantry(company, '--version').stdout).toBe('0.2.0\n')
    expect(tenantry(company, 'check')).toMatchObject({ status: 0 })
  },
  minutes
)

test.runIf(isWhole)(
  'a version that is not installed names itself in package.json',
  () => {
    start(company, 'npm', ['ci', '--offline'])
    const args = [join(product, 'scripts/run.mjs'), 'upgrade', '--root', company]
    expect(start(place, 'node', args)).toContain('package.json names file:tenantry-0.3.0.tgz')
    isUpgraded()
    expect(existsSync(join(company, 'tenantry-0.2.0.tgz'))).toBe(false)
    expect(tenantry(company, '--version').stdout).toBe('0.3.0\n')
  },
  minutes
)

/** The commands of two steps of the page, as they are there. */
function steps(): string {
  const page = readFileSync('docs/upgrading.md', 'utf8')
  const section = page.slice(page.indexOf('## From a fork'), page.indexOf('## Moving to another'))
  const lines = [...section.matchAll(/^ {7}(.+)$/gm)].map(([, line = '']) => line)
  return lines.filter(line => !line.startsWith('git diff')).join('\n')
}

test.runIf(isKnown)(
  'a fork becomes a company by the commands of the page',
  () => {
    mkdirSync(fork)
    const archive = execFileSync('git', ['archive', last], { maxBuffer: Number.POSITIVE_INFINITY })
    execFileSync('tar', ['x', '-C', fork], { input: archive })
    git(fork, 'init', '--quiet', '--initial-branch', 'main')
    configure(fork)
    write(fork, 'tenants/ours.yaml', 'owner: alice@example.com # ours\n')
    commitAll(fork)
    const program = `"${process.execPath}" "${join(product, 'scripts/run.mjs')}"`
    const script = steps().replaceAll('npx tenantry', program).replaceAll('../company', '../new')
    start(fork, 'sh', ['-ec', script])
    start(fork, 'npm', ['ci', '--offline'])
    expect(tenantry(fork, 'upgrade').stdout).toContain('from Tenantry 0.1.0 to 0.3.0\n')
    commitAll(fork)
    expect(tenantry(fork, 'check')).toMatchObject({ status: 0 })
    expect(readFileSync(join(fork, 'tenants/ours.yaml'), 'utf8')).toContain('# ours')
    expect(existsSync(join(fork, 'src'))).toBe(false)
  },
  minutes
)
