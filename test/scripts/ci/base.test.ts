import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { saidByForge } from '../../../scripts/ci/base.ts'

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
