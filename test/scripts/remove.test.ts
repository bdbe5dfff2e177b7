import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  call,
  commitAll,
  example,
  filesIn,
  git,
  reset,
  startGenerated,
  write
} from '../support/command.ts'

const root = example()
const remove = (...args: string[]) =>
  call(['remove', '--root', root, '--today', '2026-06-15', ...args])
const reason = ['--reason', 'It ended: see "churn"']
const churn = 'tenants/churn.yaml'
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const sources = () => ['tenants', 'platform'].map(folder => filesIn(root, folder))

beforeAll(() => startGenerated(root))
beforeEach(() => reset(root))
afterAll(() => rmSync(root, { recursive: true }))

test.each([
  [['churn'], 'needs `--reason <text>`'],
  [['churn', '--reason', ' '], 'needs `--reason <text>`'],
  [['chrun', ...reason], 'there is no tenant `chrun`; did you mean `churn`?'],
  [['smallest', ...reason], '`smallest` is not released on `production` and `staging`'],
  [['reporting', ...reason, '--from', 'staging'], '`reporting` is not on cluster `staging`'],
  [['reporting', ...reason, '--from', 'production'], 'on no other cluster: leave out `--from`'],
  [['churn', ...reason, '--from', 'production'], '`churn` is not released on `production`']
])('%j is refused, and nothing changes', async (args, why) => {
  const before = sources()
  const { status, stderr } = await remove(...args)
  expect(stderr).toContain(why)
  expect(status).toBe(2)
  expect(sources()).toEqual(before)
})

test('a tenant that another one names stays', async () => {
  write(
    root,
    'tenants/smallest.yaml',
    `${read('tenants/smallest.yaml')}network: {from: [{tenant: churn}]}\n`
  )
  const before = sources()
  const { status, stderr } = await remove('churn', ...reason, '--unprotected')
  expect(stderr).toContain('error[unknown-tenant]')
  expect(status).toBe(1)
  expect(sources()).toEqual(before)
})

test('writes the line below the others, and generate accepts it', async () => {
  expect(await remove('churn', ...reason, '--unprotected')).toMatchObject({
    status: 0,
    stdout: `wrote platform/removals.yaml\ndeleted ${churn}\nnow run \`npx tenantry generate\`\n`
  })
  expect(read('platform/removals.yaml')).toMatch(
    /\n {2}playground:\n[\s\S]*\n {2}churn:\n {4}reason: "It ended: see \\"churn\\""\n {4}unprotected: true\n$/
  )
  expect(await call(['generate', '--root', root])).toMatchObject({ status: 0 })
})

test('removes it from one cluster, and then from the other', async () => {
  rmSync(join(root, 'platform/removals.yaml'))
  expect(await remove('churn', ...reason, '--from', 'staging')).toMatchObject({ status: 0 })
  expect(read(churn)).not.toContain('staging')
  expect(read('platform/removals.yaml')).toContain('    clusters: [staging]\n')
  expect(await remove('churn', ...reason, '--unprotected')).toMatchObject({ status: 0 })
  expect(read('platform/removals.yaml')).not.toContain('clusters')
  expect(await call(['generate', '--root', root])).toMatchObject({ status: 0 })
})

test('a tenant that is released only on this branch stays', async () => {
  git(root, 'checkout', '--quiet', '-B', 'release')
  write(root, churn, `${read(churn)}state: released\n`)
  expect(await call(['generate', '--root', root])).toMatchObject({ status: 0 })
  commitAll(root)
  const before = sources()
  const { status, stderr } = await remove('churn', ...reason)
  expect(stderr).toContain(
    'the release of `churn` on `production` is only on this branch: merge it first'
  )
  expect(status).toBe(2)
  expect(sources()).toEqual(before)
  git(root, 'checkout', '--quiet', 'main')
  git(root, 'merge', '--quiet', 'release')
  expect(await remove('churn', ...reason)).toMatchObject({ status: 0 })
  expect(await call(['generate', '--root', root])).toMatchObject({ status: 0 })
})

test('writes no line for a tenant that only this branch has', async () => {
  git(root, 'checkout', '--quiet', '-b', 'change')
  write(root, 'tenants/attempt.yaml', 'owner: alice@example.com\n')
  await call(['generate', '--root', root])
  commitAll(root)
  const before = read('platform/removals.yaml')
  expect(await remove('attempt', ...reason)).toMatchObject({ status: 0 })
  expect(existsSync(join(root, 'tenants/attempt.yaml'))).toBe(false)
  expect(read('platform/removals.yaml')).toBe(before)
  expect(await call(['generate', '--root', root])).toMatchObject({ status: 0 })
})
