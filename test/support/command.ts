import {
  type ChildProcess,
  type ExecFileException,
  execFile,
  execFileSync
} from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

interface Outcome {
  /** Not a number for a process that was killed. */
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

type Environment = Readonly<Record<string, string | undefined>>

// A hook that runs these tests would hand down its own index.
function inherited(): Environment {
  const names = Object.keys(process.env).filter(name => !/^(GIT_|NO_COLOR|FORCE_COLOR)/.test(name))
  return Object.fromEntries(names.map(name => [name, process.env[name]]))
}

/** A command as people start it; `started` gets the process while it runs. */
export function run(
  args: readonly string[],
  env: Environment = {},
  started: (child: ChildProcess) => void = () => {}
): Promise<Outcome> {
  const script = join(process.cwd(), 'scripts/run.mjs')
  return new Promise(resolve => {
    const done = (error: ExecFileException | null, stdout: string, stderr: string) =>
      resolve({ status: error ? Number(error.code ?? Number.NaN) : 0, stdout, stderr })
    const options = { env: { ...inherited(), ...env }, maxBuffer: Infinity }
    started(execFile(process.execPath, [script, ...args], options, done))
  })
}

/** A repository of its own with the example in it, below a path that wants quoting. */
export function example(): string {
  const root = mkdtempSync(join(tmpdir(), "tenantry's "))
  for (const folder of ['tenants', 'platform'])
    cpSync(folder, join(root, folder), { recursive: true })
  writeFileSync(join(root, '.gitignore'), '.cache/\n')
  git(root, 'init', '--quiet', '--initial-branch', 'main')
  git(root, 'config', 'user.name', 'Alice')
  git(root, 'config', 'user.email', 'alice@example.com')
  return root
}

export function git(root: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', env: inherited(), stdio: 'pipe' })
}

export function commitAll(root: string, message = 'Change'): void {
  git(root, 'add', '--all')
  git(root, 'commit', '--quiet', '--no-verify', '--message', message)
}

export function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** All files of a folder of a root, with their texts. */
export function filesIn(root: string, folder = 'generated'): Record<string, string> {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()
  const files = paths.filter(path => statSync(join(root, folder, path)).isFile())
  return Object.fromEntries(
    files.map(path => [path, readFileSync(join(root, folder, path), 'utf8')])
  )
}
