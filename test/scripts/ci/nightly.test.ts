import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import {
  call,
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
const open = { number: 7, title: 'Tenantry: directory' }
const request = { ...open, title: 'Tenantry: expire', pull_request: {} }
/** What the forge lists as open. */
const issues: object[] = []
let isWithIssues = true
let forge: Awaited<ReturnType<typeof startForge>>

const propose = (name: string, ...args: readonly string[]) =>
  call(['ci', '--root', root, '--propose', `tenantry/${name}`, '--', ...args, '--root', root])
const requests = () =>
  forge.asked.map(({ method, url = '', body }) => [method, url.split('/').at(-1), body])

const onGitHub = {
  GITHUB_API_URL: '',
  GITHUB_REPOSITORY: 'example/kubeflow',
  GITHUB_TOKEN: 'token',
  GITHUB_EVENT_NAME: 'schedule',
  GITHUB_BASE_REF: '',
  GITHUB_STEP_SUMMARY: ''
}

beforeAll(async () => {
  await startGenerated(root)
  execFileSync('git', ['clone', '--quiet', '--bare', root, remote], { env: inherited() })
  git(root, 'remote', 'add', 'origin', remote)
  git(root, 'fetch', '--quiet', 'origin')
  forge = await startForge(({ method, url = '' }) => {
    if (url.includes('/issues') && !isWithIssues) return undefined
    if (method !== 'GET') return {}
    return url.includes('/issues') ? issues : []
  })
})
beforeEach(() => {
  reset(root)
  forge.asked.length = 0
  issues.length = 0
  isWithIssues = true
  const settings = { ...onGitHub, GITHUB_API_URL: forge.url, KUSTOMIZE: '/none' }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
})
afterAll(() => {
  vi.unstubAllEnvs()
  forge.close()
  for (const folder of [root, place]) rmSync(folder, { recursive: true })
})

const expired =
  'owner: alice@example.com\nmembers: [{user: bob@example.com, role: view, until: 2026-01-31}]\n'

test('a command that changes files leads to a pull request with what was generated', async () => {
  write(root, 'tenants/smallest.yaml', expired)
  git(root, 'add', '--all')
  const { status, stderr } = await propose('expire', 'expire')
  expect({ status, stderr }).toMatchObject({ status: 0 })
  const head = git(remote, 'rev-parse', 'tenantry/expire').trim()
  const shown = (path: string) => git(remote, 'show', `${head}:${path}`)
  expect(shown('tenants/smallest.yaml')).not.toContain('bob@example.com')
  expect(shown('generated/staging/tenants/smallest/access.csv')).not.toContain('bob@example.com')
  expect(requests()).toMatchObject([
    ['POST', head, { context: 'tenantry', state: 'success' }],
    ['GET', 'pulls?state=open&head=example%3Atenantry%2Fexpire', undefined],
    [
      'POST',
      'pulls',
      {
        head: 'tenantry/expire',
        base: 'main',
        title: 'Tenantry: expire',
        body: expect.stringContaining('1 file changed')
      }
    ],
    ['GET', 'issues?state=open&labels=tenantry&per_page=100', undefined]
  ])
})

/** An export that lacks nearly everybody, which `import directory` refuses. */
function brokenExport(): string {
  const file = join(place, 'people.csv')
  writeFileSync(file, 'email,name\nalice@example.com,Alice\n')
  return file
}

const importing = () => propose('directory', 'import', 'directory', '--from', 'csv', brokenExport())

test('what a command refuses becomes an issue, and nothing is pushed', async () => {
  issues.push(request)
  const before = git(root, 'ls-remote', remote)
  expect(await importing()).toMatchObject({ status: 0 })
  expect(requests()).toMatchObject([
    ['GET', expect.stringMatching(/^issues\?/), undefined],
    [
      'POST',
      'issues',
      {
        title: 'Tenantry: directory',
        labels: ['tenantry'],
        body: expect.stringMatching(/ended with 1:\n\n```text\n.*--allow-losses.*\n```\n$/s)
      }
    ]
  ])
  expect(git(root, 'ls-remote', remote)).toBe(before)
})

test('an issue that is open is written anew, and closed once its reason is gone', async () => {
  issues.push(open)
  await importing()
  expect(requests().at(-1)).toMatchObject(['PATCH', '7', { body: expect.any(String) }])
  forge.asked.length = 0
  expect(await propose('directory', 'validate')).toMatchObject({ status: 0 })
  expect(requests().at(-1)).toEqual(['PATCH', '7', { state: 'closed' }])
})

test('GitLab keeps its issues in its own words', async () => {
  const gitlab = { CI_API_V4_URL: forge.url, CI_PROJECT_ID: '5', TENANTRY_TOKEN: 'secret' }
  for (const [name, value] of Object.entries({ ...gitlab, GITHUB_TOKEN: '' }))
    vi.stubEnv(name, value)
  await importing()
  expect(forge.asked.at(-1)?.headers['private-token']).toBe('secret')
  expect(forge.asked.at(-1)?.url).toBe('/projects/5/issues')
  expect(requests().at(-1)).toMatchObject([
    'POST',
    'issues',
    { labels: 'tenantry', description: expect.stringContaining('--allow-losses') }
  ])
  issues.push({ iid: 8, title: open.title })
  await propose('directory', 'validate')
  expect(requests().slice(-2)).toMatchObject([
    ['GET', 'issues?state=opened&labels=tenantry&per_page=100', undefined],
    ['PUT', '8', { state_event: 'close' }]
  ])
  for (const name of Object.keys(gitlab)) vi.stubEnv(name, '')
})

test('where no issue can be written, the job fails', async () => {
  isWithIssues = false
  const { status, stderr } = await importing()
  expect(status).toBe(1)
  expect(stderr).toContain('no issue was written: the forge answers 404 to GET')
})

test('files that nothing can be generated from are told as well', async () => {
  write(root, 'tenants/smallest.yaml', 'owner: nobody\n')
  expect(await propose('expire', 'expire')).toMatchObject({ status: 0 })
  const body = expect.stringContaining('--> tenants/smallest.yaml:1:8')
  expect(requests().at(-1)).toMatchObject(['POST', 'issues', { body }])
})

test('a command alone is not what `ci` is for', async () => {
  const { status, stderr } = await call(['ci', '--root', root, 'expire'])
  expect({ status, stderr }).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('`ci` runs `expire` only with `--propose <branch>`')
  })
})
