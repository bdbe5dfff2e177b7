import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { layStructure } from '../../../scripts/overlay/structure.ts'
import {
  call,
  commitAll,
  example,
  git,
  inherited,
  reset,
  startGenerated,
  write
} from '../../support/command.ts'
import { startForge } from './fake-forge.ts'

const root = example()
const place = mkdtempSync(join(tmpdir(), 'tenantry remote '))
const remote = join(place, 'remote.git')
const summary = join(place, 'summary.md')
let forge: Awaited<ReturnType<typeof startForge>>

const ci = (...args: readonly string[]) => call(['ci', '--root', root, ...args])
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const edit = (path: string, from: RegExp, to: string) => {
  expect(read(path)).toMatch(from)
  write(root, path, read(path).replace(from, to))
}
const pushed = (branch: string) =>
  execFileSync('git', ['-C', remote, 'rev-parse', branch], { encoding: 'utf8', env: inherited() })

beforeAll(async () => {
  await startGenerated(root)
  execFileSync('git', ['clone', '--quiet', '--bare', root, remote], { env: inherited() })
  git(root, 'remote', 'add', 'origin', remote)
  git(root, 'fetch', '--quiet', 'origin')
  forge = await startForge(({ method }) => (method === 'GET' ? [] : {}))
  const settings = {
    KUSTOMIZE: '/none',
    GITHUB_API_URL: forge.url,
    GITHUB_REPOSITORY: 'example/kubeflow',
    GITHUB_TOKEN: 'token',
    GITHUB_REF_NAME: 'change',
    GITHUB_BASE_REF: '',
    GITHUB_HEAD_REF: '',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_STEP_SUMMARY: summary
  }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
})
beforeEach(() => {
  reset(root)
  git(root, 'update-ref', 'refs/remotes/origin/main', 'start')
  git(root, 'checkout', '--quiet', '-B', 'change')
  git(remote, 'update-ref', '-d', 'refs/heads/change')
  forge.asked.length = 0
})
afterEach(() => {
  vi.stubEnv('GITHUB_EVENT_NAME', 'push')
})
afterAll(() => {
  vi.unstubAllEnvs()
  forge.close()
  for (const folder of [root, place]) rmSync(folder, { recursive: true })
})

test('generates, pushes, and reports the check of the commit that it pushed', async () => {
  edit('tenants/smallest.yaml', /owner: .*/, 'owner: erin@example.com')
  commitAll(root)
  const { status, stderr } = await ci('--fix')
  expect({ status, stderr }).toEqual({ status: 0, stderr: 'generated/ was written anew\n' })
  const head = pushed('change').trim()
  expect(git(root, 'rev-parse', 'HEAD').trim()).toBe(head)
  expect(forge.asked).toMatchObject([
    {
      method: 'POST',
      url: `/repos/example/kubeflow/statuses/${head}`,
      body: { context: 'tenantry', state: 'success' }
    }
  ])
  expect(await call(['check', '--root', root])).toMatchObject({ status: 0 })
  forge.asked.length = 0
  expect((await ci('--fix')).stderr).toMatch(/^nothing to do/)
  expect(forge.asked).toEqual([])
})

test('pushes nothing while there are mistakes', async () => {
  edit('tenants/smallest.yaml', /owner: .*/, 'owner: nobody')
  commitAll(root)
  const { status, stderr } = await ci('--fix')
  expect(status).toBe(1)
  expect(stderr).toContain('--> tenants/smallest.yaml:')
  expect(stderr).toContain('nothing was pushed, because there are mistakes in the files\n')
  expect(forge.asked).toEqual([])
})

/** The branch and the default branch each change the owner of a tenant, in files that `generate` writes. */
async function twoOwners(mine: readonly [string, string], theirs: readonly [string, string]) {
  for (const [branch, [path, owner]] of [['main', theirs] as const, ['change', mine] as const]) {
    git(root, 'checkout', '--quiet', branch)
    edit(path, /owner: .*/, `owner: ${owner}@example.com`)
    expect(await call(['generate', '--root', root])).toMatchObject({ status: 0 })
    commitAll(root)
  }
  git(root, 'update-ref', 'refs/remotes/origin/main', 'main')
}

test('solves conflicts in generated/ by generating anew', async () => {
  await twoOwners(['tenants/smallest.yaml', 'erin'], ['tenants/smallest.yaml', 'erin'])
  // Somebody edited by hand what both sides generate.
  const path = 'generated/staging/tenants/smallest/access.csv'
  write(root, path, read(path).replaceAll('erin', 'mallory'))
  commitAll(root)
  git(root, 'checkout', '--quiet', 'main')
  write(root, path, read(path).replaceAll('erin', 'trent'))
  commitAll(root)
  git(root, 'update-ref', 'refs/remotes/origin/main', 'main')
  git(root, 'checkout', '--quiet', 'change')
  const { status, stderr } = await ci('--fix')
  expect({ status, stderr }).toMatchObject({ status: 0 })
  expect(read(path)).toContain('erin@example.com')
  expect(read(path)).not.toMatch(/mallory|trent|<<<</)
  expect(git(root, 'rev-list', '--parents', '-1', 'change').trim().split(' ')).toHaveLength(3)
})

/** The branch and the default branch each write something else into a file. */
function twoTexts(path: string, [theirs, mine]: readonly [string, string]) {
  for (const [branch, text] of [
    ['main', theirs],
    ['change', mine]
  ] as const) {
    git(root, 'checkout', '--quiet', branch)
    write(root, path, text)
    commitAll(root)
  }
  git(root, 'update-ref', 'refs/remotes/origin/main', 'main')
}

test("solves conflicts in a company's schemas", async () => {
  layStructure(root)
  expect(await call(['generate', '--root', root])).toMatchObject({ status: 0 })
  commitAll(root)
  git(root, 'branch', '--force', 'main')
  const schema = read('schemas/tenant.json')
  twoTexts('schemas/tenant.json', ['{"theirs": 1}', '{"mine": 1}'])
  expect((await ci('--fix')).stderr).toContain('generated/ was written anew\n')
  expect(git(remote, 'show', 'change:schemas/tenant.json')).toBe(schema)
})

test('leaves conflicts in a CODEOWNERS of people to people', async () => {
  twoTexts('.github/CODEOWNERS', ['* @one\n', '* @two\n'])
  const { status, stderr } = await ci('--fix')
  expect(status).toBe(2)
  expect(stderr).toContain('there are conflicts in `.github/CODEOWNERS`, which people have to')
  expect(read('.github/CODEOWNERS')).toBe('* @two\n')
})

test('leaves conflicts in what people write to people', async () => {
  await twoOwners(['tenants/smallest.yaml', 'erin'], ['tenants/smallest.yaml', 'bob'])
  const before = git(root, 'rev-parse', 'HEAD')
  const { status, stderr } = await ci('--fix')
  expect(status).toBe(2)
  expect(stderr).toContain('there are conflicts in `tenants/smallest.yaml`, which people have to')
  expect(git(root, 'rev-parse', 'HEAD')).toBe(before)
  expect(git(root, 'status', '--porcelain')).toBe('')
})

test('a fork gets a patch, and nothing is pushed', async () => {
  const event = join(place, 'event.json')
  const head = { repo: { full_name: 'stranger/kubeflow' } }
  writeFileSync(event, JSON.stringify({ pull_request: { head } }))
  vi.stubEnv('GITHUB_EVENT_NAME', 'pull_request')
  vi.stubEnv('GITHUB_EVENT_PATH', event)
  edit('tenants/smallest.yaml', /owner: .*/, 'owner: erin@example.com')
  commitAll(root)
  const before = git(root, 'ls-remote', remote)
  writeFileSync(summary, '')
  expect(await ci('--fix')).toMatchObject({ status: 1 })
  expect(readFileSync(summary, 'utf8')).toMatch(/^\+.*erin@example\.com/m)
  expect(git(root, 'ls-remote', remote)).toBe(before)
  expect(forge.asked).toEqual([])
})
