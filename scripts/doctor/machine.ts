import { spawnSync } from 'node:child_process'
import { search } from '../system/tool.ts'
import { type Finding, fine, note, wrong } from './health.ts'

type Environment = Readonly<Record<string, string | undefined>>

interface Program {
  readonly name: string
  readonly args: readonly string[]
  /** What to do where it is missing. */
  readonly help: string
  readonly isNeeded: boolean
}

const built = 'install Go, which builds it, or put it on the PATH; only `conform` needs it'
const programs: readonly Program[] = [
  { name: 'npm', args: ['--version'], help: 'install it with Node', isNeeded: true },
  { name: 'git', args: ['--version'], help: 'install it: `check --base` asks it', isNeeded: true },
  { name: 'go', args: ['version'], help: 'it builds kustomize and kubeconform', isNeeded: false },
  { name: 'kustomize', args: ['version'], help: built, isNeeded: false },
  { name: 'kubeconform', args: ['-v'], help: built, isNeeded: false },
  {
    name: 'kubectl',
    args: ['version', '--client'],
    help: 'install it to look at clusters with `--cluster`',
    isNeeded: false
  }
]

/** The programs on this machine. */
export function machine(env: Environment): Finding[] {
  const hasGo = search('go', env) !== undefined
  const isBuilt = ({ help }: Program) => help === built && hasGo
  return [
    nodeOf(process.versions.node),
    ...programs.flatMap(each => found(each, env, isBuilt(each)))
  ]
}

function nodeOf(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isNew = major > 20 || (major === 20 && minor >= 19)
  return isNew ? fine(`node ${version}`) : wrong(`node ${version}`, 'install Node 20.19 or newer')
}

function found({ name, args, help, isNeeded }: Program, env: Environment, isBuilt: boolean) {
  if (search(name, env) === undefined) {
    if (isBuilt) return [fine(`${name} is built by Go when it is needed`)]
    return [isNeeded ? wrong(`there is no ${name}`, help) : note(`there is no ${name}`, help)]
  }
  const { status, stdout } = spawnSync(name, args, { env: { ...env }, encoding: 'utf8' })
  const [line = ''] = (stdout ?? '').trim().split('\n')
  const said = line.includes(name) ? line : `${name} ${line}`
  return [status === 0 ? fine(said) : wrong(`${name} does not run`, help)]
}
