import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { overview, unknown } from '../../scripts/cli/overview.ts'
import { development, groups } from '../../scripts/system/commands.mjs'
import { run } from '../support/command.ts'

const known = [...Object.values(groups), development].flatMap(Object.keys)

test('every command has its line, and every line its command', () => {
  const files = readdirSync('scripts').filter(file => file.endsWith('.ts'))
  const commands = files.map(file => file.slice(0, -'.ts'.length))
  expect([...known].sort()).toEqual(commands.filter(name => name !== 'tenantry').sort())
})

test('lists the commands by whose work they are', async () => {
  const { status, stdout, stderr } = await run([])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toContain('\nfor authors\n  validate ')
  expect(stdout).toContain('\nfor those who work on Tenantry\n')
  expect(await run(['--help'])).toEqual({ status, stdout, stderr })
})

test('a package has no commands for those who work on Tenantry', () => {
  expect(overview(groups)).not.toContain('bench')
})

test('suggests the command that was meant', async () => {
  const { status, stdout, stderr } = await run(['validat'])
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toBe(unknown('validat', groups))
  expect(stderr).toMatch(
    /^error: there is no command `validat`; did you mean `validate`\?\nusage: /
  )
})

test('suggests the command that a word belongs to', async () => {
  const { stderr } = await run(['who-can', 'get', 'secrets', 'fraud'])
  expect(stderr).toMatch(/^error: there is no command `who-can`; did you mean `access who-can`\?\n/)
})

test('a name that every object has is no command', async () => {
  expect(await run(['constructor'])).toMatchObject({ status: 2 })
})

test('prints its version', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(await run(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
})
