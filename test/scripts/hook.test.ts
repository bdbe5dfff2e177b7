import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clone } from '../support/clone.ts'

const { committed, git, hook, root, status, write } = clone()

test('explains a staged mistake and stops the commit', async () => {
  write('tenants/slip.yaml', 'ownr: alice@example.com\n')
  git('add', '.')
  const { passed, text } = await hook()
  expect(text).toContain(' --> tenants/slip.yaml:1:1\n')
  expect(passed).toBe(false)
})

test('generates and stages output from what is staged, and leaves the rest alone', async () => {
  write('tenants/smallest.yaml', 'owner: bob@example.com\n')
  git('add', '.')
  write('tenants/smallest.yaml', 'owner: carol@example.com\n')
  write('tenants/notes.yaml', 'owner: dan@example.com\n')
  git('commit', '--quiet', '--message', 'Change the owner')
  const access = 'generated/production/tenants/smallest/access.csv'
  expect(git('show', `HEAD:${access}`)).toContain('bob@example.com,admin')
  expect(readFileSync(join(root, 'tenants/smallest.yaml'), 'utf8')).toContain('carol')
  expect(status()).toContain(' M tenants/smallest.yaml')
  expect(status()).toContain('?? tenants/notes.yaml')
  expect(await committed()).toBe('generated/ is up to date\n')
})

test('explains what to do instead of committing single files', () => {
  write('tenants/smallest.yaml', 'owner: bob@example.com\n')
  expect(() => git('commit', '--message', 'Change', '--', 'tenants')).toThrow('stage the files')
})

test('formats staged code', async () => {
  write('src/odd.ts', 'export const odd = "one";\n')
  git('add', '.')
  expect(await hook()).toMatchObject({ passed: true })
  expect(git('show', ':src/odd.ts')).toBe("export const odd = 'one'\n")
})

test('ignores other files', async () => {
  appendFileSync(join(root, '.gitignore'), 'odd/\n')
  git('add', '.')
  expect(await hook()).toEqual({ passed: true, text: '' })
})
