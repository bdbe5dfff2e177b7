import { cpSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import {
  call,
  commitAll,
  commitStart,
  example,
  filesIn,
  git,
  reset,
  run,
  write
} from '../support/command.ts'

const root = example()

const generate = (...args: string[]) => call(['generate', '--root', root, ...args])
const check = (...args: string[]) => call(['check', '--root', root, ...args])

beforeAll(async () => {
  const { status, stderr } = await call(['generate', '--root', root])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  commitStart(root)
})

beforeEach(() => reset(root))
afterAll(() => rmSync(root, { recursive: true }))

const path = (file: string) => join(root, 'generated', file)

describe('generate', () => {
  test('writes output that check accepts, and nothing more the second time', async () => {
    const before = statSync(path('production/tenants/fraud/access.csv')).mtimeMs
    expect((await generate()).stdout).toMatch(/^7 tenants on 2 clusters, nothing changed\n$/)
    expect(statSync(path('production/tenants/fraud/access.csv')).mtimeMs).toBe(before)
    expect(await check()).toEqual({ status: 0, stdout: 'generated/ is up to date\n', stderr: '' })
  })

  test('repairs edited, lost and unwanted files, and leaves others alone', async () => {
    const files = filesIn(root)
    write(root, 'generated/production/tenants/fraud/access.csv', 'who,role\n')
    write(root, 'generated/staging/tenants/fraud/namespace/objects.yaml', '')
    rmSync(path('production/shards/0'), { recursive: true })
    const stale = files['production/tenants/fraud/bootstrap/objects.yaml'] ?? ''
    write(root, 'generated/production/tenants/old/bootstrap/objects.yaml', stale)
    write(root, 'generated/production/tenants/fraud/extra.yaml', 'kind: Secret\n')
    const { status, stdout, stderr } = await generate()
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr:
        '`generated/production/tenants/fraud/extra.yaml` was not written by Tenantry, and was left alone\n'
    })
    expect(stdout).toBe('7 tenants on 2 clusters: 6 files written, 1 removed\n')
    expect(filesIn(root)).toEqual({
      ...files,
      'production/tenants/fraud/extra.yaml': 'kind: Secret\n'
    })
    expect(() => statSync(path('production/tenants/old'))).toThrow('ENOENT')
  })

  test('writes the same bytes for files with the line breaks of Windows', async () => {
    const files = filesIn(root)
    const sources = git(root, 'ls-files', '-z', 'tenants', 'platform').split('\0').slice(0, -1)
    for (const source of sources) {
      const text = readFileSync(join(root, source), 'utf8')
      expect(text).not.toContain('\r')
      write(root, source, text.replaceAll('\n', '\r\n'))
    }
    // Without what was remembered, so that everything is compiled anew.
    rmSync(join(root, '.cache'), { recursive: true, force: true })
    const validated = await call(['validate', '--root', root])
    expect(validated).toMatchObject({ status: 0, stderr: '' })
    const { status, stdout } = await generate()
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringContaining('nothing changed')
    })
    expect(filesIn(root)).toEqual(files)
    expect(await check()).toMatchObject({ status: 0, stderr: '' })
  })

  test('changes nothing at all if there is a mistake', async () => {
    const files = filesIn(root)
    write(root, 'tenants/churn.yaml', 'owner: bob@example.com\n')
    write(root, 'tenants/slip.yaml', 'ownr: alice@example.com\n')
    const { status, stderr } = await generate()
    expect(status).toBe(1)
    expect(stderr).toContain('tenants/slip.yaml:1:1')
    expect(filesIn(root)).toEqual(files)
  })

  test('follows no link, neither to a file nor to a folder', async () => {
    const outside = `${root} outside`
    mkdirSync(outside)
    write(outside, 'victim', 'mine')
    rmSync(path('production/tenants/fraud/access.csv'))
    symlinkSync(join(outside, 'victim'), path('production/tenants/fraud/access.csv'))
    expect((await check()).stderr).toContain(
      'changed  generated/production/tenants/fraud/access.csv'
    )
    expect(await generate()).toMatchObject({ status: 0 })
    expect(readFileSync(join(outside, 'victim'), 'utf8')).toBe('mine')
    for (const folder of ['', '/production', '/production/tenants', '/production/tenants/fraud']) {
      rmSync(join(root, `generated${folder}`), { recursive: true })
      symlinkSync(outside, join(root, `generated${folder}`))
      const { status, stderr } = await generate()
      expect(status).toBe(2)
      expect(stderr).toContain(`\`generated${folder}\` is a symbolic link where a folder belongs`)
      rmSync(join(root, `generated${folder}`))
      expect(await generate()).toMatchObject({ status: 0 })
    }
    expect(filesIn(outside, '.')).toEqual({ victim: 'mine' })
    rmSync(outside, { recursive: true })
  })

  test('leaves other clusters alone if one is given', async () => {
    const before = filesIn(root, 'generated/staging')
    write(root, 'tenants/smallest.yaml', 'owner: bob@example.com\n')
    expect((await generate('--cluster', 'production')).stdout).toMatch(/: \d+ files written/)
    expect(filesIn(root, 'generated/staging')).toEqual(before)
    expect((await check('--cluster', 'production')).status).toBe(0)
    expect((await check()).stderr).toContain('generated/staging/tenants/smallest/')
  })
})

describe('a removed tenant', () => {
  test('stays until its release is committed', async () => {
    rmSync(join(root, 'tenants/churn.yaml'))
    const { status, stderr } = await generate()
    expect(status).toBe(1)
    expect(stderr).toContain('error[forbidden-removal]: tenant `churn` is removed')
    git(root, 'checkout', '--quiet', 'tenants')
    write(
      root,
      'tenants/churn.yaml',
      `${readFileSync(join(root, 'tenants/churn.yaml'))}state: released\n`
    )
    expect(await generate()).toMatchObject({ status: 0 })
    rmSync(join(root, 'tenants/churn.yaml'))
    expect((await generate()).stderr).toContain('error[forbidden-removal]')
    git(root, 'checkout', '--quiet', 'tenants')
    write(
      root,
      'tenants/churn.yaml',
      `${readFileSync(join(root, 'tenants/churn.yaml'))}state: released\n`
    )
    commitAll(root)
    rmSync(join(root, 'tenants/churn.yaml'))
    expect((await generate()).stderr).toContain('`platform/removals.yaml` does not say so')
    write(root, 'platform/removals.yaml', 'tenants: {churn: {reason: A test}}\n')
    expect((await generate()).stdout).toMatch(
      /^6 tenants on 2 clusters: 6 files written, 14 removed\n$/
    )
    expect(await check('--base', 'HEAD')).toMatchObject({ status: 0 })
  })

  test('is removed at once if removals.yaml calls it unprotected', async () => {
    rmSync(join(root, 'tenants/churn.yaml'))
    rmSync(join(root, 'tenants/smallest.yaml'))
    const line = '{reason: A test, unprotected: true}'
    write(root, 'platform/removals.yaml', `tenants: {churn: ${line}, smallest: {reason: A test}}\n`)
    const { stderr } = await generate()
    expect(stderr).not.toContain('`churn`')
    expect(stderr).toContain(
      'tenant `smallest` is removed from clusters `production` and `staging`'
    )
    write(root, 'platform/removals.yaml', `tenants: {churn: ${line}, smallest: ${line}}\n`)
    expect(await generate()).toMatchObject({ status: 0 })
    expect((await check('--base', 'HEAD')).status).toBe(0)
  })

  test('is renamed and removed freely while only this branch has it', async () => {
    git(root, 'checkout', '--quiet', '-b', 'change')
    for (const name of ['attempt', 'another']) {
      rmSync(join(root, 'tenants/attempt.yaml'), { force: true })
      write(root, `tenants/${name}.yaml`, 'owner: alice@example.com\n')
      expect(await generate()).toMatchObject({ status: 0, stderr: '' })
      commitAll(root)
    }
    git(root, 'branch', '--move', 'main', 'trunk')
    git(root, 'update-ref', 'refs/remotes/origin/trunk', 'trunk')
    git(root, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk')
    rmSync(join(root, 'tenants/another.yaml'))
    expect(await generate()).toMatchObject({ status: 0, stderr: '' })
    rmSync(join(root, 'tenants/churn.yaml'))
    expect((await generate()).stderr).toContain('error[forbidden-removal]')
    git(root, 'update-ref', '-d', 'refs/remotes/origin/HEAD')
    git(root, 'update-ref', '-d', 'refs/remotes/origin/trunk')
  })

  test('is removed at once as long as nothing is committed', async () => {
    const fresh = example()
    onTestFinished(() => rmSync(fresh, { recursive: true }))
    const again = () => call(['generate', '--root', fresh])
    expect(await again()).toMatchObject({ status: 0 })
    rmSync(join(fresh, 'tenants/churn.yaml'))
    expect(await again()).toMatchObject({ status: 0, stderr: '' })
    rmSync(join(fresh, '.git'), { recursive: true })
    rmSync(join(fresh, 'tenants/smallest.yaml'))
    expect(await again()).toMatchObject({ status: 0, stderr: '' })
    // Git does not know this as a repository, so nobody can say what is in it.
    write(fresh, '.git', 'gitdir: nowhere\n')
    rmSync(join(fresh, 'tenants/carol.yaml'))
    expect((await again()).stderr).toContain('error[forbidden-removal]')
  })

  test('is removed at once if it was never committed', async () => {
    write(root, 'tenants/attempt.yaml', 'owner: alice@example.com\n')
    expect(await generate()).toMatchObject({ status: 0 })
    rmSync(join(root, 'tenants/attempt.yaml'))
    expect(await generate()).toMatchObject({ status: 0 })
    expect(git(root, 'status', '--porcelain')).toBe('')
  })
})

describe('the output', () => {
  test('is the same in every folder, time zone and locale, and with every variable that cdk8s reads', async () => {
    const other = join(tmpdir(), 'tenantry-elsewhere')
    rmSync(other, { recursive: true, force: true })
    for (const folder of ['tenants', 'platform']) {
      cpSync(join(root, folder), join(other, folder), { recursive: true })
    }
    const { status } = await run(['generate', '--root', other], {
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
      TZ: 'Pacific/Kiritimati',
      CDK8S_DISABLE_SORT: '1',
      CDK8S_LEGACY_HASH: '1',
      CDK8S_OUTDIR: 'elsewhere',
      CDK8S_RECORD_CONSTRUCT_METADATA: 'true'
    })
    expect(status).toBe(0)
    expect(filesIn(other)).toEqual(filesIn(root))
    rmSync(other, { recursive: true })
  })
})
