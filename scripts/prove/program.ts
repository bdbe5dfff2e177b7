import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { home } from '../system/home.ts'
import { Refusal } from '../system/refusal.ts'
import { cacheOf, search } from '../system/tool.ts'

interface Description {
  /** What Go builds in the folder of this name below tools/, which is a module of its own. */
  readonly source: string
  readonly minutes: number
  /** The modules whose versions are told. */
  readonly pins: readonly string[]
  /** The Go that the module asks for, where it is newer than what builds the others. */
  readonly toolchain?: string
  /** The scenarios that alone need it. */
  readonly scenarios?: readonly string[]
  /** Those scenarios run only if somebody asks for all. */
  readonly isLong?: boolean
}

/** What the scenarios run. A machine that cannot build one of them does without its scenarios. */
export const programs = {
  'control-plane': { source: '.', minutes: 5, pins: ['k8s.io/kubernetes', 'go.etcd.io/etcd'] },
  'kustomize-controller': {
    source: 'github.com/fluxcd/kustomize-controller',
    minutes: 4,
    pins: ['github.com/fluxcd/kustomize-controller']
  },
  'source-controller': {
    source: 'github.com/fluxcd/source-controller',
    minutes: 4,
    pins: ['github.com/fluxcd/source-controller']
  },
  istio: { source: '.', minutes: 6, pins: ['istio.io/istio'], scenarios: ['mesh'] },
  argocd: {
    source: '.',
    minutes: 6,
    pins: ['github.com/argoproj/argo-cd'],
    toolchain: 'go1.27.3',
    scenarios: ['argocd', 'changeover', 'components'],
    isLong: true
  }
} as const satisfies Readonly<Record<string, Description>>
export type ProgramName = keyof typeof programs
export const programNames = Object.keys(programs) as ProgramName[] // `Object.keys` widens the type

/** The programs that a run needs, where `only` are parts of the names of scenarios' files. */
export function neededFor(only: readonly string[], all: boolean): ProgramName[] {
  const runs = (scenario: string) =>
    only.length === 0 || only.some(part => `test/prove/${scenario}.prove.ts`.includes(part))
  return programNames.filter(name => {
    const { scenarios, isLong }: Description = programs[name]
    if (isLong && !all) return false
    return scenarios === undefined || scenarios.some(runs)
  })
}

export interface Program {
  readonly name: ProgramName
  readonly path: string
  /** The program's name and versions. */
  readonly about: string
  readonly built: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where a program is, or will be after its build: outside the tree because of its size, in one folder
 * per state of its module. A variable such as KUSTOMIZE_CONTROLLER overrides it.
 */
export function programOf(name: ProgramName, env: Environment = process.env): Program {
  const variable = name.toUpperCase().replace('-', '_')
  const named = env[variable]
  if (named !== undefined) {
    if (existsSync(named))
      return { name, path: named, about: `${name} from ${variable}`, built: true }
    throw new Refusal(`${variable} names \`${named}\`, which does not exist`)
  }
  const texts = ['go.mod', 'go.sum', 'main.go'].map(file => textOf(name, file))
  const state = createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16)
  const path = join(cacheOf(env), state, name)
  return { name, path, about: aboutOf(name, texts[0] ?? ''), built: existsSync(path) }
}

/** The size of a program that is there, for people. */
export function sizeOf({ path }: Program): string {
  return `${Math.round(statSync(path).size / 1_000_000)} MB`
}

/** Programs that could not be built, with the reason: how the command tells the scenarios. */
export const without = 'PROOF_WITHOUT'

/** Names the page that a run without failures writes. */
export const record = 'PROOF_RECORD'

/** Set if scenarios that take long run as well. */
export const everything = 'PROOF_ALL'

/** Why a program is not there; nothing if it is. */
export function lackOf(name: ProgramName, env: Environment = process.env): string | undefined {
  if (programOf(name, env).built) return undefined
  const reasons = JSON.parse(env[without] ?? '{}') as Readonly<Record<string, string>>
  return reasons[name] ?? `there is no ${name}: \`npm run prove\` builds it`
}

/** The source of a module that a program is made of, which holds manifests too. Go downloads it if need be. */
export function sourceOf(name: ProgramName, module: string): string {
  const go = search('go', process.env)
  if (!go) throw new Refusal(`the manifests of ${module} are not there: install Go 1.26`)
  const options = { ...placeOf(name), encoding: 'utf8' } as const
  const said = execFileSync(go, ['mod', 'download', '-json', module], options)
  return (JSON.parse(said) as { readonly Dir: string }).Dir // as `go help mod download` says
}

/** Where Go works on a program, and how. */
function placeOf(name: ProgramName) {
  const { toolchain }: Description = programs[name]
  const chosen = toolchain === undefined ? {} : { GOTOOLCHAIN: toolchain }
  return {
    cwd: fileURLToPath(new URL(`tools/${name}/`, home)),
    env: { ...process.env, CGO_ENABLED: '0', ...chosen }
  }
}

function textOf(name: ProgramName, file: string): string {
  const place = new URL(`tools/${name}/${file}`, home)
  return existsSync(place) ? readFileSync(place, 'utf8') : ''
}

function aboutOf(name: ProgramName, module: string): string {
  const versions = programs[name].pins.map(pin => {
    const version = new RegExp(`^[ \\t]*(?:require )?${pin}\\S* (v\\S+)`, 'm').exec(module)?.[1]
    if (version === undefined) throw new Error(`bug: tools/${name}/go.mod has no ${pin}`)
    return `${pin.split('/').at(-1)} ${version}`
  })
  return versions.join(', ')
}

/** Builds the program with Go. An interrupt stops Go too and leaves no partial result. */
export async function build({ name, path }: Program, signal: AbortSignal): Promise<void> {
  const go = search('go', process.env)
  if (!go) throw new Refusal(`found no ${name}: install Go 1.26, which builds it`)
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}`
  const child = spawn(go, ['build', '-ldflags=-s -w', '-o', draft, programs[name].source], {
    ...placeOf(name),
    stdio: ['ignore', 'ignore', 'pipe'],
    signal
  })
  let said = ''
  child.stderr.on('data', (text: Buffer) => {
    said = `${said}${text}`.slice(-10_000)
  })
  const status = await new Promise((resolve, reject) =>
    child.on('error', reject).on('close', resolve)
  )
  if (status !== 0) throw new Refusal(`Go cannot build ${name}: ${said.trim().split('\n').at(-1)}`)
  renameSync(draft, path)
}
