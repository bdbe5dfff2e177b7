import { execFile, execFileSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

let clone = ''

// A repository of its own, as somebody has it who has cloned this one.
beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'tenantry hook '))
  const folders = ['.github', 'platform', 'schemas', 'scripts', 'src', 'charts', 'tenants']
  const copied = ['.gitignore', '.husky/pre-commit', 'biome.json', 'package.json', 'tsconfig.json']
  for (const path of [...copied, ...folders]) {
    cpSync(path, join(clone, path), { recursive: true })
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(clone, 'node_modules'))
  git('init', '--quiet', '--initial-branch', 'main')
  git('config', 'user.name', 'Alice')
  git('config', 'user.email', 'alice@example.com')
  execFileSync(process.execPath, ['scripts/run.mjs', 'generate'], {
    cwd: clone,
    env: environment()
  })
  git('add', '.')
  git('commit', '--quiet', '--message', 'Start')
  git('tag', 'start')
  writeFileSync(join(clone, '.git/hooks/pre-commit'), '#!/bin/sh\nsh -e .husky/pre-commit\n', {
    mode: 0o755
  })
}, 60_000)

afterAll(() => rmSync(clone, { recursive: true }))

beforeEach(() => {
  git('checkout', '--quiet', '--force', 'main')
  git('reset', '--quiet', '--hard', 'start')
  git('clean', '--quiet', '-d', '--force')
})

function git(...args: string[]): string {
  const options = { cwd: clone, encoding: 'utf8', env: environment(), stdio: 'pipe' } as const
  return execFileSync('git', args, options)
}

// A hook that runs these tests would hand down its own index.
function environment(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  const path = [join(process.cwd(), 'node_modules/.bin'), process.env.PATH].join(delimiter)
  return { ...Object.fromEntries(kept), PATH: path }
}

interface Outcome {
  readonly passed: boolean
  readonly text: string
}

function hook(): Promise<Outcome> {
  return start('sh', '-e', '.husky/pre-commit')
}

function command(...args: string[]): Promise<Outcome> {
  return start(process.execPath, 'scripts/run.mjs', ...args)
}

function start(program: string, ...args: string[]): Promise<Outcome> {
  return new Promise(resolve => {
    execFile(program, args, { cwd: clone, env: environment() }, (error, stdout, stderr) =>
      resolve({ passed: error === null, text: stdout + stderr })
    )
  })
}

function status(): string[] {
  return git('status', '--porcelain')
    .split('\n')
    .filter(line => line !== '')
}

/** What `check` says of what was committed last. */
async function committed(): Promise<string> {
  git('stash', '--quiet', '--include-untracked')
  return (await command('check')).text
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
  expect(text).toMatch(/^8 tenants on 2 clusters: \d+ files written, 0 removed\n$/)
  expect(passed).toBe(true)
  expect(status()).toContain('AM tenants/fresh.yaml')
})

test('what is staged is generated and staged, and what is not stays as it is', async () => {
  write('tenants/smallest.yaml', 'owner: bob@example.com\n')
  git('add', '.')
  write('tenants/smallest.yaml', 'owner: carol@example.com\n')
  write('tenants/notes.yaml', 'owner: dan@example.com\n')
  git('commit', '--quiet', '--message', 'Change the owner')
  const access = 'generated/production/tenants/smallest/access.csv'
  expect(git('show', `HEAD:${access}`)).toContain('bob@example.com,admin')
  expect(readFileSync(join(clone, 'tenants/smallest.yaml'), 'utf8')).toContain('carol')
  expect(status()).toContain(' M tenants/smallest.yaml')
  expect(status()).toContain('?? tenants/notes.yaml')
  expect(await committed()).toBe('generated/ is fresh\n')
})

test('where all is staged, the work tree is as it is committed', async () => {
  write('tenants/fresh.yaml', 'owner: alice@example.com\n')
  git('add', '.')
  git('commit', '--quiet', '--message', 'Add a tenant')
  expect(status()).toEqual([])
  expect(await committed()).toBe('generated/ is fresh\n')
  write('tenants/fresh.yaml', 'owner: bob@example.com\n')
  git('commit', '--quiet', '--all', '--message', 'Change the owner')
  expect(status()).toEqual([])
})

test('whoever names files is told what to do instead', () => {
  write('tenants/smallest.yaml', 'owner: bob@example.com\n')
  expect(() => git('commit', '--message', 'Change', '--', 'tenants')).toThrow('stage the files')
})

test('neighbours in one shard are merged by generating anew', async () => {
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
  expect(await committed()).toBe('generated/ is fresh\n')
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
