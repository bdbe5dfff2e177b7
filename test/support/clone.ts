import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { copyAcme } from './acme.ts'
import { configure, inherited } from './command.ts'

export interface Clone {
  readonly root: string
  readonly git: (...args: readonly string[]) => string
  readonly hook: () => Promise<Outcome>
  readonly command: (...args: readonly string[]) => Promise<Outcome>
  readonly write: (path: string, text: string) => void
  /** The lines of `git status`. */
  readonly status: () => readonly string[]
  /** The output of `check` for the last commit. */
  readonly committed: () => Promise<string>
}

export interface Outcome {
  readonly passed: boolean
  readonly text: string
}

/** Makes a repository like a fresh clone of this one, and resets it before each test. */
export function clone(): Clone {
  const root = mkdtempSync(join(tmpdir(), 'tenantry hook '))
  const git = (...args: readonly string[]) => {
    const options = { cwd: root, encoding: 'utf8', env: environment(), stdio: 'pipe' } as const
    return execFileSync('git', args, options)
  }
  const command = (...args: readonly string[]) =>
    start(root, process.execPath, ['scripts/run.mjs', ...args])
  beforeAll(() => fill(root, git), 60_000)
  beforeEach(() => {
    git('checkout', '--quiet', '--force', 'main')
    git('reset', '--quiet', '--hard', 'start')
    git('clean', '--quiet', '-d', '--force')
  })
  afterAll(() => rmSync(root, { recursive: true }))
  return {
    root,
    git,
    hook: () => start(root, 'sh', ['-e', '.husky/pre-commit']),
    command,
    write: (path, text) => writeFileSync(join(root, path), text),
    status: () =>
      git('status', '--porcelain')
        .split('\n')
        .filter(line => line !== ''),
    committed: async () => {
      git('stash', '--quiet', '--include-untracked')
      return (await command('check')).text
    }
  }
}

function fill(root: string, git: Clone['git']): void {
  const folders = ['schemas', 'scripts', 'site', 'src', 'charts']
  const copied = ['.gitignore', '.husky/pre-commit', 'biome.json', 'package.json', 'tsconfig.json']
  for (const path of [...copied, ...folders]) {
    cpSync(path, join(root, path), { recursive: true })
  }
  copyAcme(root, ['.github', 'platform', 'tenants'])
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'))
  git('init', '--quiet', '--initial-branch', 'main')
  configure(root)
  execFileSync(process.execPath, ['scripts/run.mjs', 'generate'], { cwd: root, env: environment() })
  git('add', '.')
  git('commit', '--quiet', '--message', 'Start')
  git('tag', 'start')
  const hook = '#!/bin/sh\nsh -e .husky/pre-commit\n'
  writeFileSync(join(root, '.git/hooks/pre-commit'), hook, { mode: 0o755 })
}

function environment(): Record<string, string | undefined> {
  const path = [join(process.cwd(), 'node_modules/.bin'), process.env.PATH].join(delimiter)
  return { ...inherited(), PATH: path }
}

function start(cwd: string, program: string, args: readonly string[]): Promise<Outcome> {
  return new Promise(resolve => {
    execFile(program, args, { cwd, env: environment() }, (error, stdout, stderr) =>
      resolve({ passed: error === null, text: stdout + stderr })
    )
  })
}
