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
    if (url === '/graphql') return { data: { viewer: { login: self } } }
    if (method !== 'GET') return {}
    if (url === '/user') return { username: self }
    return url?.includes('/labels') ? labels : pageOf(url ?? '')
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
const self = 'github-actions[bot]'

/** As the forges do it, a hundred at once. */
function pageOf(url: string): readonly object[] {
  const number = Number(/[?&]page=(\d+)/.exec(url)?.[1] ?? 1)
  return comments.slice((number - 1) * 100, number * 100)
}

beforeEach(() => {
  for (const list of [forge.asked, comments, labels]) list.length = 0
})
afterAll(() => {
  forge.close()
  rmSync(place, { recursive: true })
})

const told = { head: undefined, labels: ['access'], known: ['access', 'destructive', 'routine'] }
const changes = () => {
  const written = forge.asked.filter(({ method, url }) => method !== 'GET' && url !== '/graphql')
  return written.map(({ method, url, body }) => [method, url, body])
}
const page = '/repos/example/kubeflow/issues'

test('a pull request gets a comment and its labels', async () => {
  expect(await comment(github, { ...told, text: 'It adds a tenant.' })).toBe(true)
  expect(changes()).toEqual([
    ['POST', `${page}/7/comments`, { body: '<!-- tenantry plan -->\nIt adds a tenant.\n' }],
    ['POST', `${page}/7/labels`, { labels: ['access'] }]
  ])
  expect(forge.asked.map(({ headers }) => headers.authorization)).toContain('Bearer secret')
})

test('the next push writes it anew, and changes only the labels that are ours', async () => {
  const user = { login: self }
  comments.push({ id: 1, body: 'Why?' }, { id: 2, user, body: '<!-- tenantry plan -->\nold' })
  labels.push({ name: 'urgent' }, { name: 'access' }, { name: 'routine' })
  await comment(github, { ...told, text: 'new', labels: ['access', 'destructive'] })
  expect(changes()).toEqual([
    ['PATCH', `${page}/comments/2`, { body: '<!-- tenantry plan -->\nnew\n' }],
    ['POST', `${page}/7/labels`, { labels: ['destructive'] }],
    ['DELETE', `${page}/7/labels/routine`, undefined]
  ])
})

const old = '<!-- tenantry plan -->\nold'

test('a comment that somebody else wrote is left to them, though it looks like ours', async () => {
  comments.push({ id: 1, user: { login: 'mallory' }, body: old })
  await comment(github, { ...told, text: 'new' })
  expect(changes()[0]?.slice(0, 2)).toEqual(['POST', `${page}/7/comments`])
  comments.push({ id: 2, author: { username: 'mallory' }, body: old })
  await comment(gitlab, { ...told, text: 'new' })
  expect(changes().at(-2)?.slice(0, 2)).toEqual(['POST', '/projects/5/merge_requests/3/notes'])
})

test('ours is found among hundreds of comments', async () => {
  comments.push(...Array.from({ length: 250 }, (_, id) => ({ id, body: 'Why?' })))
  comments.push({ id: 250, user: { login: self }, body: old })
  await comment(github, { ...told, text: 'new' })
  expect(changes()[0]?.slice(0, 2)).toEqual(['PATCH', `${page}/comments/250`])
})

test('a comment names the commit and the job', async () => {
  const run = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_RUN_ID: '9' }
  const head = '0123456789abcdef0123456789abcdef01234567'
  await comment({ ...github, ...run }, { ...told, text: 'new\n', head })
  const link = '[the job](https://github.com/example/kubeflow/actions/runs/9)'
  expect(changes()[0]?.[2]).toEqual({
    body: `<!-- tenantry plan -->\nnew\n\n_commit 0123456789ab, ${link}_\n`
  })
})

test('a merge request gets a note and its labels', async () => {
  comments.push({ id: 4, body: '<!-- tenantry -->\nAll is well.' })
  await comment(gitlab, { ...told, text: 'text', labels: ['routine'] })
  const url = '/projects/5/merge_requests/3'
  expect(changes()).toEqual([
    ['POST', `${url}/notes`, { body: '<!-- tenantry plan -->\ntext\n' }],
    ['PUT', url, { add_labels: 'routine', remove_labels: 'access,destructive' }]
  ])
})

test.each([
  ['without a token', { GITHUB_TOKEN: '' }],
  ['where no pull request is', { GITHUB_EVENT_PATH: join(place, 'none') }]
])('nobody is told %s', async (_, less) => {
  const isTold = await comment({ ...github, ...less }, { ...told, text: 'text' })
  expect([isTold, forge.asked]).toEqual([false, []])
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
