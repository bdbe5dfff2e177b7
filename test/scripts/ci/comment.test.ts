import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { comment, fetchChange } from '../../../scripts/ci/comment.ts'
import { configure, git } from '../../support/command.ts'
import { startForge } from './fake-forge.ts'

const place = mkdtempSync(join(tmpdir(), 'tenantry comment '))
const event = join(place, 'event.json')
/** What the forge has: comments of the change, and its labels. */
const comments: object[] = []
const labels: object[] = []
let forge: Awaited<ReturnType<typeof startForge>>
let github: Readonly<Record<string, string>>
let gitlab: Readonly<Record<string, string>>

beforeAll(async () => {
  writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }))
  forge = await startForge(({ method, url }) => {
    if (method !== 'GET') return {}
    return url?.includes('/labels') ? labels : comments
  })
  github = {
    GITHUB_API_URL: forge.url,
    GITHUB_REPOSITORY: 'example/kubeflow',
    GITHUB_TOKEN: 'secret',
    GITHUB_EVENT_PATH: event
  }
  gitlab = {
    CI_API_V4_URL: forge.url,
    CI_PROJECT_ID: '5',
    CI_MERGE_REQUEST_IID: '3',
    TENANTRY_TOKEN: 'secret'
  }
})
beforeEach(() => {
  for (const list of [forge.asked, comments, labels]) list.length = 0
})
afterAll(() => {
  forge.close()
  rmSync(place, { recursive: true })
})

const known = ['access', 'destructive', 'routine']
const changes = () => {
  const written = forge.asked.filter(({ method }) => method !== 'GET')
  return written.map(({ method, url, body }) => [method, url, body])
}
const page = '/repos/example/kubeflow/issues'

test('a pull request gets a comment and its labels', async () => {
  expect(await comment(github, { text: 'It adds a tenant.', labels: ['access'], known })).toBe(true)
  expect(changes()).toEqual([
    ['POST', `${page}/7/comments`, { body: '<!-- tenantry plan -->\nIt adds a tenant.' }],
    ['POST', `${page}/7/labels`, { labels: ['access'] }]
  ])
  expect(forge.asked.map(({ headers }) => headers.authorization)).toContain('Bearer secret')
})

test('the next push writes it anew, and changes only the labels that are ours', async () => {
  comments.push({ id: 1, body: 'Why?' }, { id: 2, body: '<!-- tenantry plan -->\nold' })
  labels.push({ name: 'urgent' }, { name: 'access' }, { name: 'routine' })
  await comment(github, { text: 'new', labels: ['access', 'destructive'], known })
  expect(changes()).toEqual([
    ['PATCH', `${page}/comments/2`, { body: '<!-- tenantry plan -->\nnew' }],
    ['POST', `${page}/7/labels`, { labels: ['destructive'] }],
    ['DELETE', `${page}/7/labels/routine`, undefined]
  ])
})

test('a merge request gets a note and its labels', async () => {
  comments.push({ id: 4, body: '<!-- tenantry -->\nAll is well.' })
  await comment(gitlab, { text: 'text', labels: ['routine'], known })
  const url = '/projects/5/merge_requests/3'
  expect(changes()).toEqual([
    ['POST', `${url}/notes`, { body: '<!-- tenantry plan -->\ntext' }],
    ['PUT', url, { add_labels: 'routine', remove_labels: 'access,destructive' }]
  ])
})

test.each([
  ['without a token', { GITHUB_TOKEN: '' }],
  ['where no pull request is', { GITHUB_EVENT_PATH: join(place, 'none') }]
])('nobody is told %s', async (_, less) => {
  const told = await comment({ ...github, ...less }, { text: 'text', labels: [], known })
  expect([told, forge.asked]).toEqual([false, []])
})

test('a job that has a token takes the change out of git, and no file of it', () => {
  const [root, remote] = [join(place, 'root'), join(place, 'remote')]
  git(place, 'init', '--quiet', '-b', 'main', remote)
  configure(remote)
  git(remote, 'commit', '--quiet', '--allow-empty', '--message', 'Start')
  git(place, 'clone', '--quiet', remote, root)
  git(remote, 'checkout', '--quiet', '-b', 'change')
  writeFileSync(join(remote, 'package.json'), '{}')
  git(remote, 'add', '.')
  git(remote, 'commit', '--quiet', '--message', 'Change')
  git(remote, 'update-ref', 'refs/pull/7/head', 'change')
  const env = { GITHUB_EVENT_NAME: 'pull_request_target', GITHUB_EVENT_PATH: event }
  const change = fetchChange(root, env) ?? ''
  expect(git(root, 'rev-parse', change)).toBe(git(remote, 'rev-parse', 'change'))
  expect(git(root, 'status', '--porcelain')).toBe('')
  expect(git(root, 'rev-parse', 'HEAD')).toBe(git(remote, 'rev-parse', 'main'))
  expect(fetchChange(root, { ...env, GITHUB_EVENT_NAME: 'pull_request' })).toBeUndefined()
})
