import {
  type ChildProcess,
  type ExecFileException,
  execFile,
  execFileSync
} from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Writable } from 'node:stream'
import { copyAcme } from './acme.ts'
import { slow } from './runs.ts'

export interface Outcome {
  /** NaN if the process was killed. */
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

type Environment = Readonly<Record<string, string | undefined>>

// If a git hook runs these tests, it passes on GIT_INDEX_FILE and the like.
export function inherited(): Environment {
  const names = Object.keys(process.env).filter(name => !/^(GIT_|NO_COLOR|FORCE_COLOR)/.test(name))
  return Object.fromEntries(names.map(name => [name, process.env[name]]))
}

/** Runs a command as people do; `started` gets the process while it runs. */
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

let calls = 0

/** Runs a command from its sources in this process. The slow run starts a process from the bundle instead. */
export async function call(args: readonly string[]): Promise<Outcome> {
  if (slow) return run(args)
  const [name = '', ...rest] = args
  const { argv, env, exitCode } = process
  const streams = { stdout: sink(), stderr: sink() }
  const kept = Object.getOwnPropertyDescriptors(process)
  for (const [key, { stream }] of Object.entries(streams))
    Object.defineProperty(process, key, { value: stream, configurable: true })
  process.argv = [process.execPath, name, ...rest]
  process.env = { ...inherited() }
  process.exitCode = 0
  try {
    // Node evaluates a module only once per URL.
    await import(join(process.cwd(), `scripts/${name}.ts?${calls++}`))
    const [stdout, stderr] = [streams.stdout.text(), streams.stderr.text()]
    return { status: Number(process.exitCode), stdout, stderr }
  } finally {
    Object.defineProperties(process, { stdout: kept.stdout, stderr: kept.stderr })
    process.argv = argv
    process.env = env
    process.exitCode = exitCode
  }
}

/** Only texts are written to it. */
function sink() {
  const texts: string[] = []
  const write = (chunk: string, _encoding: unknown, done: () => void) => {
    texts.push(chunk)
    done()
  }
  return {
    stream: new Writable({ decodeStrings: false, write }),
    text: () => texts.join('')
  }
}

/** Makes a repository with these folders of the example in a path that needs quoting. */
export function example(folders?: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), "tenantry's "))
  copyAcme(root, folders)
  writeFileSync(join(root, '.gitignore'), '.cache/\n')
  git(root, 'init', '--quiet', '--initial-branch', 'main')
  configure(root)
  return root
}

/** By default each commit starts another process that tidies up. */
export function configure(root: string): void {
  const user = '[user]\n\tname = Alice\n\temail = alice@example.com\n'
  appendFileSync(join(root, '.git/config'), `${user}[maintenance]\n\tauto = false\n`)
}

export function git(root: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', env: inherited(), stdio: 'pipe' })
}

/** Generates in an example, and commits that as the state before a change. */
export async function startGenerated(root: string): Promise<void> {
  const { status, stderr } = await call(['generate', '--root', root])
  if (status !== 0) throw new Error(stderr)
  commitStart(root)
}

/** Commits everything, so that `reset` can restore it. */
export function commitStart(root: string): void {
  commitAll(root)
  git(root, 'tag', 'start')
}

/** Much faster than a new copy; files that git ignores stay. */
export function reset(root: string): void {
  git(root, 'checkout', '--quiet', '--force', '-B', 'main', 'start')
  git(root, 'clean', '--quiet', '-d', '--force')
}

export function commitAll(root: string, message = 'Change'): void {
  git(root, 'add', '--all')
  git(root, 'commit', '--quiet', '--no-verify', '--message', message)
}

export function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** The texts of all files in a folder of a root, by path. */
export function filesIn(root: string, folder = 'generated'): Record<string, string> {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()
  const files = paths.filter(path => statSync(join(root, folder, path)).isFile())
  return Object.fromEntries(
    files.map(path => [path, readFileSync(join(root, folder, path), 'utf8')])
  )
}
