import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { saidByForge, targetOf } from '../../../scripts/ci/base.ts'
import { configure, git } from '../../support/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'tenantry event '))
const event = join(folder, 'event.json')
writeFileSync(event, JSON.stringify({ merge_group: { base_sha: 'abc' } }))
afterAll(() => rmSync(folder, { recursive: true }))

const target = { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' }
const diff = { CI_MERGE_REQUEST_DIFF_BASE_SHA: 'fed', ...target }

test.each([
  ['nothing, on no forge', {}, undefined],
  ['nothing, for a push', { GITHUB_BASE_REF: '', GITHUB_EVENT_NAME: 'push' }, undefined],
  ['the branch of a pull request', { GITHUB_BASE_REF: 'main' }, 'origin/main'],
  [
    'the commit below in a merge queue',
    { GITHUB_BASE_REF: '', GITHUB_EVENT_NAME: 'merge_group', GITHUB_EVENT_PATH: event },
    'abc'
  ],
  ['where the branch of a merge request began', diff, 'fed'],
  [
    'the other side of a merged result',
    { ...diff, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: 'cab' },
    'cab'
  ],
  [
    'where it began, if the other side is empty',
    { ...diff, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: '' },
    'fed'
  ],
  ['the target, if that is all', target, 'origin/main']
])('%s', (_, env, ref) => {
  expect(saidByForge(env)).toBe(ref)
})

const trunk = join(folder, 'trunk.json')
writeFileSync(trunk, JSON.stringify({ repository: { default_branch: 'trunk' } }))

test.each([
  ['as git knows it', {}, 'refs/heads/main'],
  ['as GitHub names it', { GITHUB_EVENT_PATH: trunk }, 'refs/remotes/origin/trunk'],
  ['as GitLab names it', { CI_DEFAULT_BRANCH: 'trunk' }, 'refs/remotes/origin/trunk'],
  [
    'the target of a merge request first',
    { CI_DEFAULT_BRANCH: 'trunk', CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'next' },
    'refs/remotes/origin/next'
  ],
  ['as git knows it, if the branch is not there', { CI_DEFAULT_BRANCH: 'a' }, 'refs/heads/main']
])('a change goes into a branch, %s', (_, env, ref) => {
  const root = join(folder, 'clone')
  git(folder, 'init', '--quiet', '--initial-branch', 'main', root)
  configure(root)
  git(root, 'commit', '--quiet', '--allow-empty', '--message', 'Start')
  for (const name of ['trunk', 'next'])
    git(root, 'update-ref', `refs/remotes/origin/${name}`, 'HEAD')
  expect(targetOf(root, env)).toBe(ref)
  rmSync(root, { recursive: true })
})
