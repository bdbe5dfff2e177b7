import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call } from '../../support/command.ts'

let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tenantry editing '))
  for (const folder of ['tenants', 'platform']) {
    cpSync(folder, join(root, folder), { recursive: true })
  }
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
      '1 file changed; now run `npm run validate`\n',
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
  expect(await run('offboard', 'Bob@example.com')).toEqual({
    status: 1,
    stdout: expect.stringMatching(
      /^(\S+:\d+: removed `bob@example.com` from `\w+`\n){3}2 files changed/
    ),
    stderr:
      'tenants/reporting.yaml:3: `bob@example.com` owns this tenant, which needs a new `owner`\n'
  })
  expect(read('tenants/ds-delta/fraud.yaml')).not.toContain('bob@')
})

test('rename-person requires an e-mail', async () => {
  expect(await run('rename-person', 'bob@example.com', 'bob')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /^error: `bob` is not an e-mail address\nusage: npm run rename-person/
    )
  })
})

test('an unreadable file keeps all others from changing', async () => {
  writeFileSync(place('tenants/churn.yaml'), 'owner: [bob@example.com\n')
  expect(await run('rename-person', 'bob@example.com', 'rob@example.com')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^error\[invalid-yaml\][\s\S]*\n\nnothing was changed: /)
  })
  expect(read('tenants/ds-delta/fraud.yaml')).toContain('user: bob@example.com')
})

test('links stay links, and files keep their permissions', async () => {
  writeFileSync(place('bob.yaml'), 'owner: bob@example.com # me\n')
  symlinkSync('../bob.yaml', place('tenants/linked.yaml'))
  chmodSync(place('bob.yaml'), 0o640)
  expect(await run('rename-person', 'bob@example.com', 'rob@example.com')).toMatchObject({
    status: 0
  })
  expect(read('bob.yaml')).toBe('owner: rob@example.com # me\n')
  expect(lstatSync(place('tenants/linked.yaml')).isSymbolicLink()).toBe(true)
  expect(lstatSync(place('bob.yaml')).mode & 0o777).toBe(0o640)
})
