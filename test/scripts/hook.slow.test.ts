import { expect, test } from 'vitest'
import { clone } from '../support/clone.ts'

const { command, committed, git, hook, status, write } = clone()

test('ignores a mistake that is not staged', async () => {
  write('tenants/fresh.yaml', 'owner: alice@example.com\n')
  git('add', '.')
  write('tenants/fresh.yaml', 'ownr: alice@example.com\n')
  write('tenants/slip.yaml', 'ownr: alice@example.com\n')
  const { passed, text } = await hook()
  expect(text).toMatch(/^8 tenants on 2 clusters: \d+ files written, 0 removed\n$/)
  expect(passed).toBe(true)
  expect(status()).toContain('AM tenants/fresh.yaml')
})

test('leaves the work tree equal to the commit if everything is staged', async () => {
  write('tenants/fresh.yaml', 'owner: alice@example.com\n')
  git('add', '.')
  git('commit', '--quiet', '--message', 'Add a tenant')
  expect(status()).toEqual([])
  expect(await committed()).toBe('generated/ is up to date\n')
  write('tenants/fresh.yaml', 'owner: bob@example.com\n')
  git('commit', '--quiet', '--all', '--message', 'Change the owner')
  expect(status()).toEqual([])
})

test('resolves a merge of neighbours in one shard by generating again', async () => {
  for (const name of ['aardvark', 'aardwolf']) {
    git('checkout', '--quiet', '-b', name, 'main')
    write(`tenants/${name}.yaml`, 'owner: alice@example.com\n')
    git('add', '.')
    git('commit', '--quiet', '--message', `Add ${name}`)
  }
  expect(() => git('merge', '--no-edit', 'aardvark')).toThrow()
  const conflicts = status().filter(line => /^(AA|UU|DU|UD)/.test(line))
  expect(conflicts.length).toBeGreaterThan(0)
  expect(conflicts.filter(line => !/ (generated|\.github)\//.test(line))).toEqual([])
  expect((await command('generate')).text).toMatch(/^9 tenants on 2 clusters: /)
  git('add', 'generated', '.github')
  git('commit', '--quiet', '--no-edit')
  expect(status()).toEqual([])
  const shard = git('grep', '--count', 'tenants/aard', 'HEAD', '--', 'generated/production/shards')
  expect(shard.trim().split('\n')).toHaveLength(2)
  expect(await committed()).toBe('generated/ is up to date\n')
})

test.each(['with', 'without'])(
  'lets a branch rename its own tenant, %s something unstaged',
  how => {
    git('checkout', '--quiet', '-B', 'change', 'main')
    write('tenants/attempt.yaml', 'owner: alice@example.com\n')
    git('add', '.')
    git('commit', '--quiet', '--message', 'Add a tenant')
    git('mv', 'tenants/attempt.yaml', 'tenants/another.yaml')
    if (how === 'with') write('tenants/notes.yaml', 'owner: dan@example.com\n')
    git('commit', '--quiet', '--message', 'Rename it')
    expect(git('show', '--name-only', 'HEAD')).toContain('tenants/another/namespace/objects.yaml')
    git('mv', 'tenants/churn.yaml', 'tenants/loyalty.yaml')
    expect(() => git('commit', '--quiet', '--message', 'Rename another')).toThrow(
      'forbidden-removal'
    )
  }
)
