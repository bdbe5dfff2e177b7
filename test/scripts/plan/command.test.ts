import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commitAll, configure, git, run, write } from '../../support/command.ts'
import { startForge } from '../ci/fake-forge.ts'

const place = mkdtempSync(join(tmpdir(), 'tenantry plan '))
const root = join(place, 'root')
const fraud = 'tenants/fraud.yaml'
const start = 'owner: alice@example.com\nquota: {cpu: 8, memory: 8Gi, storage: 20Gi, gpu: 1}\n'

beforeAll(() => {
  cpSync('test/platform', join(root, 'platform'), { recursive: true })
  git(root, 'init', '--quiet', '--initial-branch=main')
  configure(root)
  write(root, fraud, start)
  commitAll(root)
  git(root, 'checkout', '--quiet', '-b', 'change')
})

afterAll(() => rmSync(place, { recursive: true }))

const plan = (...flags: readonly string[]) => {
  return run(['plan', '--root', root, '--base', 'main', '--today', '2026-06-15', ...flags])
}

test('differences end it with 0, a risk that is high enough with 3', async () => {
  write(root, fraud, start.replace('gpu: 1', 'gpu: 8'))
  expect(await plan()).toMatchObject({ status: 0, stdout: expect.stringContaining('quota-raised') })
  expect(await plan('--fail-on', 'high')).toMatchObject({ status: 0 })
  expect(await plan('--fail-on', 'medium')).toMatchObject({ status: 3 })
})

test('a mistake ends it with 1, and what is valid is planned all the same', async () => {
  write(root, fraud, start.replace('gpu: 1', 'gpu: 8'))
  write(root, 'tenants/wrong.yaml', 'owner: nobody\n')
  const { status, stdout, stderr } = await plan('--fail-on', 'high')
  expect(await plan('--fail-on', 'medium')).toMatchObject({ status: 3 })
  expect((await plan('--format', 'labels')).stdout).toBe('access\n')
  rmSync(join(root, 'tenants/wrong.yaml'))
  expect(status).toBe(1)
  expect(stdout).toContain('quota.gpu: 1 -> 8')
  expect(stdout).toMatch(/^1 file with mistakes, not planned; 1 tenant changed; /)
  expect(stderr).toContain('tenants/wrong.yaml:1')
})

test('a change that is nothing but a mistake does not say that no tenant changes', async () => {
  write(root, fraud, start.replace('gpu: 1', 'gpu: many'))
  const { stdout } = await plan()
  expect(stdout).toMatch(/^1 file with mistakes, not planned/)
  expect(stdout).not.toContain('no tenant changes')
  expect(stdout).toContain('none was found in what is planned')
})

test.each([
  ['a format', ['--format', 'pdf'], 'there is no format `pdf`'],
  ['a level', ['--fail-on', 'worst'], 'there is no level `worst`'],
  ['a commit', ['--head', 'nowhere'], '`nowhere` is not a commit'],
  ['a flag', ['--bases', 'main'], '--bases']
])('%s that is not there ends it with 2', async (_, flags, said) => {
  const { status, stdout, stderr } = await plan(...flags)
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain(said)
})

test('branches with nothing in common have no plan', async () => {
  git(
    root,
    'branch',
    '--force',
    'other',
    git(root, 'commit-tree', '-m', 'Other', 'HEAD^{tree}').trim()
  )
  const { status, stderr } = await plan('--head', 'other')
  expect(status).toBe(2)
  expect(stderr).toContain('`main` and the change have no commit in common')
})

test('a clone that lacks older commits says so', async () => {
  const clone = join(place, 'shallow')
  git(root, 'stash', '--quiet')
  for (const branch of ['main', 'change']) {
    git(root, 'checkout', '--quiet', branch)
    git(root, 'commit', '--quiet', '--allow-empty', '--message', branch)
  }
  git(place, 'clone', '--quiet', '--depth=1', '--no-single-branch', pathToFileURL(root).href, clone)
  const args = ['--root', clone, '--base', 'origin/main', '--head', 'origin/change']
  const { status, stderr } = await run(['plan', ...args])
  expect(status).toBe(2)
  expect(stderr).toContain('`git fetch --unshallow`')
})

test('a change that cannot be planned is told so in place of the plan of an earlier push', async () => {
  const user = { login: 'github-actions[bot]' }
  const forge = await startForge(({ method, url }) => {
    if (url === '/graphql') return { data: { viewer: user } }
    if (method !== 'GET') return {}
    const name = 'routine'
    return url?.includes('/labels') ? [{ name }] : [{ id: 2, user, body: '<!-- tenantry plan -->' }]
  })
  const event = join(place, 'event.json')
  writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }))
  const { status } = await run(['plan', '--root', root, '--base', 'gone', '--comment'], {
    GITHUB_API_URL: forge.url,
    GITHUB_REPOSITORY: 'example/kubeflow',
    GITHUB_TOKEN: 'secret',
    GITHUB_EVENT_PATH: event,
    GITHUB_STEP_SUMMARY: join(place, 'summary.md')
  })
  forge.close()
  expect(status).toBe(2)
  const written = forge.asked.filter(({ method, url }) => method !== 'GET' && url !== '/graphql')
  expect(written.map(({ method, url, body }) => [method, url, body])).toEqual([
    [
      'PATCH',
      '/repos/example/kubeflow/issues/comments/2',
      { body: expect.stringContaining('this change could not be planned') }
    ],
    ['DELETE', '/repos/example/kubeflow/issues/7/labels/routine', undefined]
  ])
})

test('a page names what is compared, and no branch where names are hidden', async () => {
  const page = ['--head', 'change', '--format', 'html'] as const
  const id = git(root, 'rev-parse', 'change').slice(0, 12)
  const day = git(root, 'show', '--no-patch', '--format=%cs', 'change').trim()
  const { stdout } = await plan(...page)
  expect(stdout).toContain('<h1>Plan: change into main</h1>')
  expect(stdout).toContain(`Commit <code>${id}</code> of ${day}, since commit`)
  expect((await plan('--format', 'html')).stdout).toContain('<h1>Plan: changes since main</h1>')
  const hidden = await plan(...page, '--names', 'hide')
  expect(hidden.stdout).toContain(`<h1>Plan: ${id} into `)
  expect(hidden.stdout).not.toMatch(/\bmain\.|\bchange into/)
})
