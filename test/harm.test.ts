import { readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { call, example, git, reset, startGenerated, write } from './support/command.ts'

const root = example()
const cluster = 'platform/clusters/production.yaml'
const owner = 'owner: alice@example.com\n'
const edit = (path: string, from: RegExp, to: string) =>
  write(root, path, readFileSync(join(root, path), 'utf8').replace(from, to))

beforeAll(() => startGenerated(root), 300_000)
beforeEach(() => reset(root))
afterAll(() => rmSync(root, { recursive: true }))

describe.each(['validate', 'generate'])('%s, before the change is a commit', command => {
  const said = async () => {
    const { status, stderr } = await call([command, '--root', root])
    const codes = [...stderr.matchAll(/^(?:error|warning)\[(.*?)\]/gm)].map(([, code]) => code)
    return { status, codes }
  }

  test('says nothing where nothing changed', async () => {
    expect(await said()).toEqual({ status: 0, codes: [] })
  })

  test.each([
    [
      'risky-move',
      () =>
        renameSync(
          join(root, 'tenants/ds-delta/reporting.yaml'),
          join(root, 'tenants/reporting.yaml')
        )
    ],
    ['risky-clusters', () => write(root, 'tenants/fresh.yaml', `${owner}clusters: {staging: {}}\n`)]
  ])('warns: %s', async (code, change) => {
    change()
    expect(await said()).toEqual({ status: 0, codes: [code] })
  })

  test.each([
    ['forbidden-removal', () => rmSync(join(root, 'tenants/churn.yaml'))],
    ['forbidden-handover', () => edit(cluster, /iam: ack/, 'iam: terraform')],
    ['forbidden-reshard', () => edit(cluster, /shards: \d/, 'shards: 3')],
    ['missing-guards', () => edit(cluster, /$/, 'guards: warn\n')],
    [
      'invalid-shards',
      () => {
        for (let at = 0; at < 90; at++) write(root, `tenants/more-${at}.yaml`, owner)
      }
    ]
  ])('refuses: %s', async (code, change) => {
    change()
    expect(await said()).toEqual({ status: 1, codes: expect.arrayContaining([code]) })
    expect(git(root, 'status', '--porcelain', 'generated')).toBe('')
  })
})
