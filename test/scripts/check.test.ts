import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  call,
  commitAll,
  configure,
  example,
  filesIn,
  git,
  reset,
  startGenerated,
  write
} from '../support/command.ts'

const root = example()

const generate = (...args: string[]) => call(['generate', '--root', root, ...args])
const check = (...args: string[]) => call(['check', '--root', root, ...args])
const read = (path: string) => readFileSync(join(root, path), 'utf8')

beforeAll(() => startGenerated(root))

beforeEach(() => reset(root))
afterAll(() => rmSync(root, { recursive: true }))

/** Commits sources and the output generated from them on a new branch. */
async function commitChange(branch: string): Promise<void> {
  git(root, 'checkout', '--quiet', '-B', branch)
  expect(await generate()).toMatchObject({ status: 0 })
  commitAll(root)
}

describe('check', () => {
  test('lists missing, changed, stale and extra files, and writes nothing', async () => {
    rmSync(join(root, 'generated/production/shards/1/namespace/kustomization.yaml'))
    write(root, 'generated/staging/tenants/fraud/access.csv', 'who\n')
    cpSync(
      join(root, 'generated/staging/tenants/fraud'),
      join(root, 'generated/staging/tenants/old'),
      {
        recursive: true
      }
    )
    write(root, 'generated/notes.txt', 'mine\n')
    const before = filesIn(root, '.')
    const { status, stdout, stderr } = await check()
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr.replaceAll(/^stale .*\n/gm, '')).toBe(
      `${[
        'extra    generated/notes.txt',
        'missing  generated/production/shards/1/namespace/kustomization.yaml',
        'changed  generated/staging/tenants/fraud/access.csv',
        // The broken file also breaks its copy.
        'extra    generated/staging/tenants/old/access.csv',
        'remove the extra files: Tenantry did not write them; run `npx tenantry generate` and commit what it writes'
      ].join('\n')}\n`
    )
    expect(stderr.match(/^stale {4}generated\/staging\/tenants\/old\/.*$/gm)).toHaveLength(6)
    expect(filesIn(root, '.')).toEqual(before)
  })

  test('detects a change of one byte that keeps size and time', async () => {
    const path = 'generated/production/tenants/fraud/namespace/objects.yaml'
    const { atime, mtime, size } = statSync(join(root, path))
    write(root, path, read(path).replace('fraud', 'frauD'))
    utimesSync(join(root, path), atime, mtime)
    expect(statSync(join(root, path)).size).toBe(size)
    expect((await check()).stderr).toContain(`changed  ${path}`)
  })

  test('annotates each file for GitHub, and writes only JSON for machines', async () => {
    write(root, 'generated/staging/tenants/fraud/access.csv', 'who\n')
    expect((await check('--format', 'github')).stdout).toBe(
      '::error file=generated/staging/tenants/fraud/access.csv,title=changed::run `npx tenantry generate` and commit what it writes\n'
    )
    const { status, stdout } = await check('--format', 'json')
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, diagnostics: [] })
  })
})

const removals = 'platform/removals.yaml'
const line = 'tenants: {churn: {reason: A test, unprotected: true}}\n'

describe('check --base', () => {
  test('accepts an ordinary change, whatever happened on the base meanwhile', async () => {
    write(root, 'tenants/fresh.yaml', 'owner: alice@example.com\n')
    await commitChange('change')
    git(root, 'checkout', '--quiet', 'main')
    write(root, 'tenants/other.yaml', 'owner: alice@example.com\n')
    await commitChange('main')
    git(root, 'checkout', '--quiet', 'change')
    expect(await check('--base', 'main')).toMatchObject({ status: 0, stderr: '' })
  })

  test('detects that a tenant was removed together with its output', async () => {
    git(root, 'checkout', '--quiet', '-B', 'change')
    rmSync(join(root, 'tenants/churn.yaml'))
    write(root, removals, line)
    expect(await generate()).toMatchObject({ status: 0 })
    write(root, removals, 'tenants: {}\n')
    commitAll(root)
    expect(await check()).toMatchObject({ status: 0 })
    const { status, stderr } = await check('--base', 'main')
    expect(status).toBe(1)
    expect(stderr).toContain(
      'error[forbidden-removal]: tenant `churn` is removed from cluster `production`, but was not released before, and from cluster `staging`'
    )
    write(root, removals, line)
    expect((await check('--base', 'main')).status).toBe(0)
  })

  test('detects that a volume would shrink, even before a commit', async () => {
    write(
      root,
      'tenants/ds-delta/fraud.yaml',
      read('tenants/ds-delta/fraud.yaml').replace('size: 1Ti', 'size: 900Gi')
    )
    expect(await generate()).toMatchObject({ status: 0 })
    const { status, stderr } = await check('--base', 'HEAD')
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /error\[forbidden-change\].*`datasets`[\s\S]*tenants\/ds-delta\/fraud.yaml:\d+:\d+/
    )
  })

  test('rejects a change of shards in one step, and accepts the three steps', async () => {
    const path = 'platform/clusters/production.yaml'
    const edit = (from: RegExp, to: string) => write(root, path, read(path).replace(from, to))
    edit(/shards: \d/, 'shards: 3')
    expect((await check('--base', 'main')).stderr).toContain('error[forbidden-reshard]')
    reset(root)
    for (const [from, to] of [
      [/prune: true/, 'prune: false'],
      [/shards: \d/, 'shards: 3'],
      [/prune: false/, 'prune: true']
    ] as const) {
      edit(from, to)
      await commitChange('step')
      expect(await check('--base', 'main')).toMatchObject({ status: 0, stderr: '' })
      git(root, 'checkout', '--quiet', '-B', 'main')
    }
  })

  test('complains about people who have left only in files that the change touches', async () => {
    const path = 'platform/directory.yaml'
    const gone = read(path).replace('complete: false', 'complete: true')
    write(root, path, gone.replace(/^ {2}bob@example.com:.*\n/m, ''))
    await commitChange('leaver')
    const { status } = await check('--base', 'HEAD')
    expect(status).toBe(0)
    write(root, 'tenants/ds-delta/fraud.yaml', `${read('tenants/ds-delta/fraud.yaml')}# touched\n`)
    const left =
      /error\[unknown-person\]: `bob@example.com`.*\n(.*\n)*?help: `npx tenantry offboard /
    expect((await check('--base', 'HEAD')).stderr).toMatch(left)
    git(root, 'mv', 'tenants/ds-delta/fraud.yaml', 'tenants/fraud.yaml')
    const moved = await check('--base', 'HEAD')
    expect(moved.stderr).toMatch(left)
    expect(moved.stderr).not.toContain('did you mean')
  })

  test('knows new files without a base, from where the branch left the default branch', async () => {
    const path = 'platform/directory.yaml'
    write(root, path, read(path).replace('complete: false', 'complete: true'))
    write(root, 'tenants/new.yaml', 'owner: alcie@example.com\n')
    const { status, stderr } = await call(['validate', '--root', root])
    expect(status).toBe(1)
    expect(stderr).toContain('error[unknown-person]: `alcie@example.com`')
    expect(stderr).toContain('did you mean `alice@example.com`?')
    expect(stderr).not.toContain('offboard')
    expect((await check()).stderr).toContain('error[unknown-person]: `alcie@example.com`')
    rmSync(join(root, 'tenants/new.yaml'))
  })

  test('knows a default branch of another name, and says where there is none', async () => {
    git(root, 'checkout', '--quiet', '-B', 'trunk')
    git(root, 'checkout', '--quiet', '-B', 'mine')
    git(root, 'branch', '--quiet', '-D', 'main')
    write(root, 'tenants/new.yaml', 'owner: alcie@example.com\n')
    commitAll(root)
    const validate = () => call(['validate', '--root', root])
    const unsure = await validate()
    expect(unsure.status).toBe(1)
    expect(unsure.stderr).toContain('error[unknown-person]: `alcie@example.com`')
    expect(unsure.stderr).toMatch(
      /\nnote: git knows no default branch here, so the people in every /
    )
    git(root, 'config', 'init.defaultBranch', 'trunk')
    const sure = await validate()
    expect(sure.stderr).toContain('error[unknown-person]: `alcie@example.com`')
    expect(sure.stderr).not.toContain('note: git')
    git(root, 'config', '--unset', 'init.defaultBranch')
    git(root, 'update-ref', 'refs/remotes/upstream/trunk', 'trunk')
    git(root, 'symbolic-ref', 'refs/remotes/upstream/HEAD', 'refs/remotes/upstream/trunk')
    expect((await validate()).stderr).toContain('error[unknown-person]: `alcie@example.com`')
    git(root, 'symbolic-ref', '--delete', 'refs/remotes/upstream/HEAD')
    git(root, 'update-ref', '-d', 'refs/remotes/upstream/trunk')
  })

  test('takes no newcomer for a leaver in a clone that does not know the default branch', async () => {
    const place = mkdtempSync(join(tmpdir(), 'tenantry clone '))
    git(root, 'branch', '--quiet', '--force', 'trunk', 'start')
    git(place, 'clone', '--quiet', '--branch', 'trunk', root, '.')
    configure(place)
    git(place, 'remote', 'set-head', 'origin', '--delete')
    git(place, 'update-ref', '-d', 'refs/remotes/origin/main')
    git(place, 'checkout', '--quiet', '-b', 'mine')
    git(place, 'branch', '--quiet', '-D', 'trunk')
    write(place, 'tenants/new.yaml', 'owner: alcie@example.com\n')
    commitAll(place)
    const { status, stderr } = await call(['validate', '--root', place])
    expect(status).toBe(1)
    expect(stderr).toContain('error[unknown-person]: `alcie@example.com` is not in the directory')
    expect(stderr).toContain('did you mean `alice@example.com`?')
    expect(stderr).not.toContain('offboard')
    expect(stderr).toContain('\nnote: git knows no default branch here')
    git(place, 'config', 'init.defaultBranch', 'trunk')
    const sure = await call(['validate', '--root', place])
    expect(sure.status).toBe(1)
    expect(sure.stderr).not.toContain('note: git')
    rmSync(place, { recursive: true })
  })

  test('refuses a branch whose files are links', async () => {
    const links = { 'tenants/x.yaml': 'ds-delta/fraud.yaml', 'tenants/y': 'ds-delta' }
    for (const [path, target] of Object.entries(links)) symlinkSync(target, join(root, path))
    git(root, 'checkout', '--quiet', '-B', 'links')
    commitAll(root)
    const modes = git(root, 'ls-tree', 'HEAD', ...Object.keys(links)).match(/^\d+/gm)
    expect(modes).toEqual(['120000', '120000'])
    const { status, stderr } = await check('--base', 'main')
    expect(status).toBe(1)
    expect(stderr).toContain(
      'error[invalid-file]: this is a symbolic link to `ds-delta/fraud.yaml`'
    )
    for (const path of Object.keys(links)) expect(stderr).toContain(`\n --> ${path}\n`)
  })

  test('explains that git does not know the commit', async () => {
    expect(await check('--base', 'nowhere')).toMatchObject({ status: 2 })
    expect((await check('--base', 'nowhere')).stderr).toContain('`nowhere` is not a commit')
  })
})
