import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copyAcme } from '../../support/acme.ts'
import { call, commitAll, configure, git } from '../../support/command.ts'

let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tenantry editing '))
  copyAcme(root)
})

afterEach(() => rmSync(root, { recursive: true }))

const place = (file: string) => join(root, file)
const read = (file: string) => readFileSync(place(file), 'utf8')
const names = () => readdirSync(root, { recursive: true }).sort()

const run = (...args: readonly string[]) => call([...args, '--root', root])

test('expire prints what it removed, and leaves the rest as it was', async () => {
  const before = read('tenants/ds-delta/fraud.yaml')
  const all = names()
  expect(await run('expire', '--today', '2027-04-01')).toEqual({
    status: 0,
    stdout:
      'tenants/ds-delta/fraud.yaml:7: removed group `fraud-analysts`, whose last day was 2027-03-31\n' +
      '1 file changed; now run `npx tenantry validate`\n',
    stderr: ''
  })
  const grant = '  - group: fraud-analysts\n    role: view\n    until: 2027-03-31\n'
  expect(read('tenants/ds-delta/fraud.yaml')).toBe(before.replace(grant, ''))
  expect(names()).toEqual(all)
  expect(await run('expire', '--today', '2027-04-01')).toMatchObject({
    stdout: 'nothing changed\n'
  })
})

test('offboard does what it can, and exits with 1 for the rest', async () => {
  expect(await run('offboard', 'bob@example.com')).toEqual({
    status: 1,
    stdout: expect.stringMatching(
      /^(\S+:\d+: removed `bob@example.com` from `\w+`\n){3}2 files changed/
    ),
    stderr:
      'tenants/ds-delta/reporting.yaml:3: `bob@example.com` owns this tenant, which needs a new `owner`: use `--to` or `--suspend`\n'
  })
  expect(read('tenants/ds-delta/fraud.yaml')).not.toContain('bob@')
})

test('offboard gives tenants to a new owner, or suspends them', async () => {
  const to = await run('offboard', 'bob@example.com', '--to', 'Alice@example.com')
  expect([to.status, to.stderr]).toEqual([0, ''])
  expect(read('tenants/ds-delta/reporting.yaml')).toContain('owner: alice@example.com\n')
  expect(await run('validate')).toMatchObject({ status: 0, stderr: '' })
  const suspend = await run('offboard', 'alice@example.com', 'dan@example.com', '--suspend')
  expect([suspend.status, suspend.stderr]).toEqual([0, ''])
  expect(read('tenants/ds-delta/reporting.yaml')).toContain('owner: alice@example.com\n')
  expect(read('tenants/ds-delta/reporting.yaml')).toContain('state: suspended\n')
})

test.each([
  [['bop@example.com'], 'no file names `bop@example.com`; did you mean `bob@example.com`?'],
  [['bob@example.com', 'nobody'], 'no file names `nobody`; the known ones are '],
  [[], '`offboard` needs a person'],
  [['bob@example.com', '--gone'], '`--gone` replaces the names of people'],
  [['bob@example.com', '--to', 'Bob@example.com'], '`bob@example.com` cannot leave and take over'],
  [
    ['bob@example.com', '--to', 'alcie@example.com'],
    'no file names `alcie@example.com`; did you mean `alice@example.com`?'
  ],
  [
    ['bob@example.com', '--to', 'zoltan@example.com'],
    '`zoltan@example.com` cannot own tenants/ds-delta/reporting.yaml: `zoltan@example.com` is not in the directory; somebody new can be named once '
  ],
  [
    ['bob@example.com', '--to', 'zoe@partner.net'],
    '`zoe@partner.net` cannot own tenants/ds-delta/reporting.yaml: `zoe@partner.net` is not in the directory, and from outside the allowed domains; people must come from `example.com`'
  ],
  [
    ['bob@example.com', '--to', 'carol@example.com'],
    '`carol@example.com` cannot own tenants/ds-delta/reporting.yaml: `carol@example.com` is not in team `ds-delta`, in whose folder the file lies; '
  ],
  [['bob@example.com', '--to', 'bob'], '`bob` is not an e-mail address'],
  [
    ['bob@example.com', '--to', 'a@example.com', '--suspend'],
    'a tenant gets a new owner or is suspended, not both'
  ]
])('offboard changes nothing after a slip: %j', async (words, message) => {
  const before = read('tenants/ds-delta/reporting.yaml')
  const { status, stdout, stderr } = await run('offboard', ...words)
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain(`error: ${message}`)
  expect(read('tenants/ds-delta/reporting.yaml')).toBe(before)
})

test('offboard takes no slip for a new owner where the directory lists few', async () => {
  const path = 'platform/directory.yaml'
  writeFileSync(place(path), read(path).replace(/^complete: .*\n/m, ''))
  const { status, stderr } = await run('offboard', 'frank@example.com', '--to', 'bop@example.com')
  expect([status, stderr]).toEqual([2, expect.stringContaining('did you mean `bob@example.com`?')])
  const other = await run('offboard', 'frank@example.com', '--to', 'zoltan@example.com')
  expect(other).toMatchObject({ status: 0, stderr: '' })
})

test('offboard --gone removes everybody whom a complete directory lacks, as validate wants it', async () => {
  const path = 'platform/directory.yaml'
  const whole = read(path)
  writeFileSync(place(path), whole.replace(/^complete: .*\n/m, ''))
  expect((await run('offboard', '--gone')).stderr).toContain(
    'only a directory that says `complete: true` shows who is gone'
  )
  const reporting = 'tenants/ds-delta/reporting.yaml'
  writeFileSync(place(path), whole.replace(/^ {2}(bob|frank)@.*\n/gm, ''))
  writeFileSync(
    place(reporting),
    read(reporting).replace('members:\n', 'members:\n  - {user: alice@example.com, role: admin}\n')
  )
  writeFileSync(place('tenants/ds-delta/alone.yaml'), 'owner: bob@example.com\n')
  git(root, 'init', '--quiet', '--initial-branch', 'main')
  configure(root)
  commitAll(root)
  const { status, stderr, stdout } = await run('offboard', '--gone')
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('`alice@example.com` is the owner instead of `bob@example.com`\n')
  expect(stdout).toContain('suspended, because its owner `frank@example.com` leaves')
  expect(read('tenants/ds-delta/fraud.yaml')).not.toContain('bob@')
  const { status: valid, stderr: told } = await run('validate')
  expect(valid).toBe(0)
  expect(told.match(/^\w+\[.*$/gm)).toEqual([
    'warning[expired-person]: `frank@example.com` is no longer in the directory',
    'warning[expired-person]: `bob@example.com` is no longer in the directory'
  ])
  git(root, 'mv', 'tenants/ds-delta/alone.yaml', 'tenants/commerce/alone.yaml')
  expect((await run('validate')).stderr).toContain('error[unknown-team-member]: `bob@example.com`')
  expect((await run('offboard', '--gone')).stdout).toBe('nothing changed\n')
})

test('rename-person requires an e-mail', async () => {
  expect(await run('rename-person', 'bob@example.com', 'bob')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /^error: `bob` is not an e-mail address\nusage: tenantry rename-person/
    )
  })
})

test('an unreadable file is left alone and named, and the others change', async () => {
  const broken = 'owner: [bob@example.com\n'
  writeFileSync(place('tenants/churn.yaml'), broken)
  const left =
    /\nnot changed, because of the mistakes above: `tenants\/churn\.yaml`; run this again /
  expect(await run('rename-person', 'bob@example.com', 'rob@example.com')).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('files changed; now run'),
    stderr: expect.stringMatching(left)
  })
  expect(read('tenants/ds-delta/fraud.yaml')).toContain('user: rob@example.com')
  expect(read('tenants/churn.yaml')).toBe(broken)
})

test('mistakes in other files keep nobody from leaving', async () => {
  const path = 'platform/directory.yaml'
  writeFileSync(place(path), read(path).replace(/^ {2}bob@.*\n/m, ''))
  writeFileSync(place('tenants/churn.yaml'), 'owner: [bob@example.com\n')
  writeFileSync(
    place('tenants/zoo.yaml'),
    'owner: alice@example.com\nquotta: {cpu: 1}\npools: [x]\n'
  )
  const { status, stdout, stderr } = await run('offboard', '--gone')
  expect(status).toBe(1)
  expect(stdout).toContain('tenants/ds-delta/fraud.yaml')
  expect(stderr).toContain('mistakes above: `tenants/churn.yaml`;')
  expect(read('tenants/ds-delta/fraud.yaml')).not.toContain('bob@')
})

test('no file is changed that would have more mistakes then', async () => {
  const reporting = 'tenants/ds-delta/reporting.yaml'
  const members = '  - {user: alice@example.com, role: admin, until: 2020-01-01}\n'
  const text = `owner: bob@example.com\nmembers:\n${members}`
  writeFileSync(place(reporting), text)
  const { status, stdout, stderr } = await run(
    'rename-person',
    'bob@example.com',
    'bob@elsewhere.org'
  )
  expect(status).toBe(1)
  expect(stderr).toContain('`bob@elsewhere.org`')
  expect(stdout).not.toContain(`${reporting}:`)
  expect(stderr).toMatch(/not changed, because of the mistakes above: .*reporting\.yaml/)
  expect(read(reporting)).toBe(text)
})

test('files keep their permissions', async () => {
  const bob = 'tenants/bob.yaml'
  writeFileSync(place(bob), 'owner: bob@example.com # me\n')
  chmodSync(place(bob), 0o640)
  expect(await run('rename-person', 'bob@example.com', 'rob@example.com')).toMatchObject({
    status: 0
  })
  expect(read(bob)).toBe('owner: rob@example.com # me\n')
  expect(lstatSync(place(bob)).mode & 0o777).toBe(0o640)
})
