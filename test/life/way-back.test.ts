import { rmSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { git, reset } from '../support/command.ts'
import { open, pristine, type Repository, type Step } from './repository.ts'

/** More than a busy machine needs. */
const minutes = 60 * 60_000
const cluster = 'platform/clusters/production.yaml'
const churn = 'tenants/churn.yaml'
let root = ''
let repository: Repository

beforeAll(async () => {
  root = await pristine()
  repository = open(root)
}, minutes)
beforeEach(() => reset(root))
afterAll(() => rmSync(root, { recursive: true }))

/** Takes the last commit back, as people do. */
function revert(): Promise<Step> {
  git(root, 'revert', '--no-commit', 'HEAD')
  return repository.commit()
}

/** Makes a commit, takes it back, and asserts that everything is as it was. */
async function thereAndBack(): Promise<void> {
  const before = git(root, 'rev-parse', 'HEAD').trim()
  expect((await repository.commit()).checked).toMatchObject({ status: 0 })
  const { generated, checked, files } = await revert()
  expect([generated.status, checked.status]).toEqual([0, 0])
  expect(files.length).toBeGreaterThan(0)
  expect(git(root, 'diff', before)).toBe('')
}

async function removed(): Promise<void> {
  repository.write(churn, 'owner: frank@example.com\nstate: released\n')
  await repository.commit()
  await repository.run('remove', 'churn', '--reason', 'A test')
}

test(
  'a release is taken back',
  async () => {
    repository.write(churn, 'owner: frank@example.com\nstate: released\n')
    await thereAndBack()
  },
  minutes
)

test(
  'a removal is taken back as a whole',
  async () => {
    await removed()
    await thereAndBack()
  },
  minutes
)

test(
  'a removal is not taken back by its file alone, and who can is told',
  async () => {
    await removed()
    await repository.commit()
    git(root, 'checkout', 'HEAD~1', '--', churn)
    const { generated } = await repository.commit()
    expect([generated.status, generated.codes]).toEqual([1, ['forbidden-reuse']])
    expect(generated.text).toContain('ask the platform team to delete the line')
  },
  minutes
)

test.each([
  ['pruning', 'prune: true', 'prune: false'],
  ['the domain', /^domain: \S+/m, 'domain: elsewhere.example.com']
])(
  'a change of %s is taken back',
  async (_, from, to) => {
    repository.edit(cluster, from, to)
    await thereAndBack()
  },
  minutes
)

test(
  'a disk that grew is not made smaller, and what to do instead is told',
  async () => {
    repository.edit('tenants/commerce/pricing.yaml', 'size: 50Gi', 'size: 60Gi')
    expect((await repository.commit()).checked).toMatchObject({ status: 0 })
    const { checked } = await revert()
    expect([checked.status, checked.codes]).toEqual([1, ['forbidden-change']])
    expect(checked.text).toContain(' --> tenants/commerce/pricing.yaml:')
    expect(checked.text).toContain('leave it as it was')
  },
  minutes
)

test(
  'shards are not taken back in one commit, and the order is told',
  async () => {
    for (const [from, to] of [
      ['prune: true', 'prune: false'],
      ['shards: 2', 'shards: 3'],
      ['prune: false', 'prune: true']
    ] as const) {
      repository.edit(cluster, from, to)
      await repository.commit()
    }
    git(root, 'revert', '--no-commit', 'HEAD', 'HEAD~1')
    const { checked } = await repository.commit()
    expect([checked.status, checked.codes]).toEqual([1, ['forbidden-reshard']])
    expect(checked.text).toContain('this takes three commits')
  },
  minutes
)
