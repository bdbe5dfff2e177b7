import { execFile, execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

let clone = ''

// A repository of its own, as somebody has it who has cloned this one.
beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'tenantry hook '))
  const copied = ['.gitignore', '.husky/pre-commit', 'biome.json', 'package.json', 'tsconfig.json']
  for (const path of [...copied, 'platform', 'scripts', 'src', 'charts', 'tenants']) {
    cpSync(path, join(clone, path), { recursive: true })
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(clone, 'node_modules'))
  git('init', '--quiet')
  git('config', 'user.name', 'Alice')
  git('config', 'user.email', 'alice@example.com')
  git('add', '.')
  git('commit', '--quiet', '--message', 'Start')
})

afterAll(() => rmSync(clone, { recursive: true }))

beforeEach(() => {
  git('reset', '--quiet', '--hard')
  git('clean', '--quiet', '-d', '--force')
})

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: clone, encoding: 'utf8', env: environment() })
}

// A hook that runs these tests would hand down its own index.
function environment(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  const path = [join(process.cwd(), 'node_modules/.bin'), process.env.PATH].join(delimiter)
  return { ...Object.fromEntries(kept), PATH: path }
}

function hook(): Promise<{ readonly passed: boolean; readonly text: string }> {
  return new Promise(resolve => {
    const options = { cwd: clone, env: environment() }
    execFile('sh', ['-e', '.husky/pre-commit'], options, (error, stdout, stderr) =>
      resolve({ passed: error === null, text: stdout + stderr })
    )
  })
}

function write(path: string, text: string): void {
  writeFileSync(join(clone, path), text)
}

test('a mistake that is staged is explained and stops the commit', async () => {
  write('tenants/slip.yaml', 'ownr: alice@example.com\n')
  git('add', '.')
  const { passed, text } = await hook()
  expect(text).toContain(' --> tenants/slip.yaml:1:1\n')
  expect(passed).toBe(false)
})

test('a mistake that is not staged does not', async () => {
  write('tenants/fresh.yaml', 'owner: alice@example.com\n')
  git('add', '.')
  write('tenants/fresh.yaml', 'ownr: alice@example.com\n')
  write('tenants/slip.yaml', 'ownr: alice@example.com\n')
  const { passed, text } = await hook()
  expect(text).toMatch(/\d+ tenants on 2 clusters, no mistakes\n$/)
  expect(passed).toBe(true)
  expect(git('status', '--porcelain').split('\n')).toContain('AM tenants/fresh.yaml')
})

test('code is put into the form of the house', async () => {
  write('src/odd.ts', 'export const odd = "one";\n')
  git('add', '.')
  expect(await hook()).toMatchObject({ passed: true })
  expect(git('show', ':src/odd.ts')).toBe("export const odd = 'one'\n")
})

test('other files are no concern of it', async () => {
  appendFileSync(join(clone, '.gitignore'), 'odd/\n')
  git('add', '.')
  expect(await hook()).toEqual({ passed: true, text: '' })
})
