import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { isOnlyMoved } from '../../../scripts/ci/only-moved.ts'
import { commitOf } from '../../../scripts/output/git.ts'
import { commitStart, configure, git, reset, write } from '../../support/command.ts'

const root = mkdtempSync(join(tmpdir(), 'tenantry moved '))
const cluster = 'platform/clusters/production.yaml'
/** A file of the version that had `serving.paths`, and as `upgrade` moves it. */
const old = 'domain: kf.example.org # ours\nserving:\n  paths: false\n  max: 3\n'
const moved = 'domain: kf.example.org # ours\nserving:\n  max: 3\n'

beforeAll(() => {
  git(root, 'init', '--quiet', '--initial-branch', 'main')
  configure(root)
  write(root, cluster, old)
  write(root, 'tenants/fraud.yaml', 'owner: alice@example.com\n')
  commitStart(root)
})
beforeEach(() => reset(root))
afterAll(() => rmSync(root, { recursive: true }))

function judged(): boolean {
  const base = commitOf(root, 'start')
  return base !== undefined && isOnlyMoved(root, base)
}

test.each([
  ['nothing', () => {}, true],
  ['what `upgrade` moves', () => write(root, cluster, moved), true],
  ['that and a comment', () => write(root, cluster, moved.replace('ours', 'mine')), false],
  ['another value', () => write(root, cluster, old.replace('3', '30')), false],
  ['a new tenant', () => write(root, 'tenants/new.yaml', 'owner: alice@example.com\n'), false],
  ['a removed tenant', () => rmSync(join(root, 'tenants/fraud.yaml')), false],
  ['a file that is no YAML', () => write(root, cluster, 'serving: [\n'), false]
])('a change of %s', (_, change, expected) => {
  change()
  expect(judged()).toBe(expected)
})
