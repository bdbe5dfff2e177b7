import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { publish } from '../../../scripts/ci/fix.ts'
import { noteSummary } from '../../../scripts/ci/notes.ts'
import { remoteOf } from '../../../scripts/ci/work-tree.ts'
import { configure, git } from '../../support/command.ts'
import { startForge } from './fake-forge.ts'

const place = mkdtempSync(join(tmpdir(), 'tenantry gitlab '))
const [root, remote] = [join(place, 'root'), join(place, 'remote.git')]
const told = join(place, 'options')
const given = { root, clusters: [], today: '2026-01-01', format: 'human' } as const
/** What the merge request has as notes. */
const notes: object[] = []
let forge: Awaited<ReturnType<typeof startForge>>
let env: Readonly<Record<string, string>>

beforeAll(async () => {
  for (const folder of [root, remote]) git(place, 'init', '--quiet', '-b', 'main', folder)
  configure(root)
  git(root, 'commit', '--quiet', '--allow-empty', '--message', 'Start')
  // As GitLab does, this remote takes wishes with a push.
  git(remote, 'config', 'receive.advertisePushOptions', 'true')
  const hook = join(remote, '.git/hooks/pre-receive')
  writeFileSync(hook, `#!/bin/sh\nenv | grep ^GIT_PUSH_OPTION_ | sort > '${told}'\nexit 0\n`)
  chmodSync(hook, 0o755)
  forge = await startForge(({ method, url }) => {
    return url === '/user' ? { username: 'tenantry' } : method === 'GET' ? notes : {}
  })
  env = {
    GITLAB_CI: 'true',
    CI_API_V4_URL: forge.url,
    CI_PROJECT_ID: '5',
    CI_MERGE_REQUEST_IID: '3',
    CI_REPOSITORY_URL: pathToFileURL(remote).href,
    TENANTRY_TOKEN: 'secret'
  }
})
beforeEach(() => {
  forge.asked.length = 0
  notes.length = 0
})
afterAll(() => {
  forge.close()
  rmSync(place, { recursive: true })
})

const asked = () => forge.asked.map(({ method, url, body }) => [method, url, body])

test('the push of a nightly job opens a merge request', async () => {
  await publish(given, env, { isGood: true, branch: 'tenantry/expire', request: 'text' })
  expect(git(remote, 'rev-parse', 'tenantry/expire')).toBe(git(root, 'rev-parse', 'HEAD'))
  expect(readFileSync(told, 'utf8').trim().split('\n')).toEqual([
    'GIT_PUSH_OPTION_0=merge_request.create',
    'GIT_PUSH_OPTION_1=merge_request.target=main',
    'GIT_PUSH_OPTION_2=merge_request.title=Tenantry: expire',
    'GIT_PUSH_OPTION_COUNT=3'
  ])
  // The push starts a pipeline, which is the check.
  expect(asked()).toEqual([])
})

test('the push to the branch of a person opens none', async () => {
  await publish(given, env, { isGood: true, branch: 'change' })
  expect(readFileSync(told, 'utf8')).not.toContain('merge_request')
})

test('a push uses the token of the project, which no message tells', async () => {
  const url = 'http://gitlab-ci-token:own@127.0.0.1:9/group/kubeflow.git'
  const there = { ...env, CI_REPOSITORY_URL: url }
  expect(remoteOf(there)).toBe('http://oauth2:secret@127.0.0.1:9/group/kubeflow.git')
  const wish = { isGood: true, branch: 'change' }
  const failed = await publish(given, there, wish).catch(error => String(error))
  expect(failed).toContain('`git push` failed')
  expect(failed).not.toContain('secret')
})

test('without a token it says which one is needed', async () => {
  const pushed = publish(given, { ...env, TENANTRY_TOKEN: '' }, { isGood: true, branch: 'change' })
  await expect(pushed).rejects.toThrow('the variable `TENANTRY_TOKEN` is not there')
})

test('a merge request has one note, which is written anew', async () => {
  const url = '/projects/5/merge_requests/3/notes'
  notes.push({ id: 1, body: 'Looks good.' })
  await noteSummary(env, 'All is well.')
  const body = { body: expect.stringMatching(/^<!-- tenantry -->\nAll is well\.$/) }
  expect(asked()).toEqual([
    ['GET', `${url}?per_page=100&page=1`, undefined],
    ['POST', url, body]
  ])
  expect(forge.asked[1]?.headers['private-token']).toBe('secret')
  notes.push({ id: 2, author: { username: 'tenantry' }, ...(forge.asked[1]?.body as object) })
  await noteSummary(env, 'It is not.')
  expect(asked().at(-1)).toMatchObject(['PUT', `${url}/2`, { body: expect.any(String) }])
})

test.each([
  ['outside a merge request', { CI_MERGE_REQUEST_IID: '' }],
  ['without a token', { TENANTRY_TOKEN: '' }]
])('no note is written %s', async (_, less) => {
  await noteSummary({ ...env, ...less }, 'All is well.')
  expect(asked()).toEqual([])
})

test('a forge that does not answer is named, and is no bug of ours', async () => {
  const other = await startForge(() => undefined)
  other.close()
  const gone = { ...env, CI_API_V4_URL: other.url }
  await expect(noteSummary(gone, 'text')).rejects.toThrow(/^the forge cannot be reached: /)
})
