import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { commitAll, configure, filesIn, git, inherited, run, write } from '../support/command.ts'

const place = mkdtempSync(join(tmpdir(), "tenantry's companies "))

afterAll(() => rmSync(place, { recursive: true }))

function tenantry(company: string, ...args: readonly string[]) {
  const program = join(company, 'node_modules/.bin/tenantry')
  return spawnSync(program, args, { cwd: company, encoding: 'utf8', env: inherited() })
}

/** A fork may have removed the product's own data, which `init` begins with. */
const isWhole = existsSync('tenants') && existsSync('platform')
if (!isWhole)
  process.stderr.write('!!! not proven: init, which needs tenants/ and platform/ here\n')

test.runIf(isWhole)('starts a company, whose repository passes every check at once', async () => {
  const company = join(place, 'github')
  expect(await run(['init', company])).toMatchObject({ status: 0, stderr: '' })
  git(company, 'init', '--quiet', '--initial-branch', 'main')
  configure(company)
  commitAll(company)
  expect(tenantry(company, 'validate')).toMatchObject({ status: 0, stderr: '' })
  expect(tenantry(company, 'generate').stdout).toContain('nothing changed')
  expect(tenantry(company, 'check', '--base', 'main')).toMatchObject({ status: 0, stderr: '' })
  expect(tenantry(company, 'conform')).toMatchObject({ status: 0, stderr: '' })
  expect(git(company, 'status', '--porcelain')).toBe('')
  const again = await run(['init', company])
  expect(again).toMatchObject({ status: 0, stdout: expect.stringContaining('nothing to write') })
  expect(git(company, 'status', '--porcelain')).toBe('')
})

test.runIf(isWhole)("tells a change in a file of Tenantry's, and not one in a root", () => {
  const company = join(place, 'github')
  const file = join(company, 'kustomize/auth/kustomization.yaml')
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, `${before}# ours\n`)
  const { status, stderr } = tenantry(company, 'check')
  expect({ status, stderr }).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('invalid-structure')
  })
  writeFileSync(file, before)
  const root = join(company, 'kustomize/clusters/production/auth/kustomization.yaml')
  writeFileSync(root, `${readFileSync(root, 'utf8')}# ours\n`)
  expect(tenantry(company, 'check')).toMatchObject({ status: 0 })
})

test.runIf(isWhole)('takes the names, the engine and the forge that it is told', async () => {
  const company = join(place, 'gitlab')
  const flags = ['--cluster', 'euc1', '--domain', 'kf.example.org', '--engine', 'argocd']
  expect(await run(['init', company, ...flags, '--forge', 'gitlab'])).toMatchObject({ status: 0 })
  expect(readdirSync(join(company, 'platform/clusters'))).toEqual(['euc1.yaml'])
  const text = readFileSync(join(company, 'platform/clusters/euc1.yaml'), 'utf8')
  expect(text).toMatch(/^domain: kf\.example\.org\b/m)
  expect(readdirSync(join(company, 'generated/euc1'))).toContain('argocd')
  expect(readdirSync(join(company, 'generated/euc1'))).not.toContain('flux')
  expect(existsSync(join(company, '.gitlab-ci.yml'))).toBe(true)
  expect(existsSync(join(company, '.github/workflows'))).toBe(false)
  expect(tenantry(company, 'check')).toMatchObject({ status: 0, stderr: '' })
})

/** The pseudo terminal is made by `script`, which writes its command's output to its own. */
const hasTerminal = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0
if (!hasTerminal)
  process.stderr.write('!!! not proven: questions of init, which need `script` of util-linux\n')

test.runIf(isWhole && hasTerminal)('asks on a terminal for what no flag says', () => {
  const company = join(place, 'asked')
  const program = [
    process.execPath,
    'scripts/run.mjs',
    'init',
    company,
    '--domain',
    'kf.example.org'
  ]
  const line = program.map(word => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  const typed = 'euc1\nhelm\nargocd\ngitlab\n\n'
  const { CI, ...env } = inherited()
  const { status, stdout } = spawnSync('script', ['-qec', line, '/dev/null'], {
    input: typed,
    encoding: 'utf8',
    env
  })
  expect(status).toBe(0)
  expect(stdout).toContain('The name of the first cluster [production]: ')
  expect(stdout).not.toContain('The host name')
  expect(stdout).toContain('flux, argocd or both [flux]: the known ones are ')
  expect(stdout).toContain('Have others installed Kubeflow: yes or no [no]: ')
  expect(readdirSync(join(company, 'generated/euc1'))).toContain('argocd')
  expect(existsSync(join(company, '.gitlab-ci.yml'))).toBe(true)
})

test.each([
  [['--forge', 'gitlb'], 2, 'there is no forge `gitlb`; did you mean `gitlab`?'],
  [['--engine', 'helm'], 2, 'there is no engine `helm`'],
  [['--cluster', '../evil'], 2, '`--cluster` takes a name of at most 63'],
  [['--domain', 'not a host'], 1, 'domain']
])('refuses %j, and writes nothing', async (flags, code, sentence) => {
  const company = join(place, 'none')
  const { status, stderr } = await run(['init', company, ...flags])
  expect({ status, stderr }).toEqual({ status: code, stderr: expect.stringContaining(sentence) })
  expect(existsSync(company)).toBe(false)
})

test.runIf(isWhole)('overwrites nothing that is there', async () => {
  const company = mkdtempSync(join(place, 'full-'))
  write(company, 'tenants/fraud.yaml', 'owner: zoe@example.com\n')
  const { status, stderr } = await run(['init', company])
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr:
      'error: `tenants/fraud.yaml` is there already, with other content; move it away, or give a new folder\n'
  })
  expect(filesIn(company, '.')).toEqual({ 'tenants/fraud.yaml': 'owner: zoe@example.com\n' })
})

test.runIf(isWhole)('finishes what was cut short, beside what a forge began', async () => {
  const company = join(place, 'github')
  for (const path of ['kustomize/lock.json', 'kustomize/clusters', '.github', 'generated'])
    rmSync(join(company, path), { recursive: true })
  write(company, 'README.md', '# Ours\n')
  const { status, stdout } = await run(['init', company])
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringContaining('\nkept README.md, which was there\n')
  })
  expect(git(company, 'status', '--porcelain')).toBe(' M README.md\n')
})
