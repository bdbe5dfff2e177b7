import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { home } from '../system/home.ts'

/** What a process cost. */
export interface Cost {
  /** Of all its threads and of what it started, in seconds. */
  readonly cpu: number
  /** From its start to its end, in seconds. */
  readonly wall: number
  /** The most that it held at once, in MB; 0 where it was not asked. */
  readonly memory: number
}

export interface Ran extends Cost {
  readonly stdout: string
}

interface How {
  readonly cwd?: string
  /** The exit code; any other is a bug. */
  readonly expected?: number
  /** Whether a command of ours is to tell how much memory it took. */
  readonly weighed?: boolean
}

const running = new Set<ChildProcess>()

/** The shell knows what its children cost, on any system; each has a group of its own. */
const shell = '"$@"; code=$?; times >&3; exit $code'

export async function run(program: string, args: readonly string[], how: How = {}): Promise<Ran> {
  const start = performance.now()
  const child = spawn('sh', ['-c', shell, 'sh', program, ...args], {
    ...(how.cwd !== undefined && { cwd: how.cwd }),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe']
  })
  running.add(child)
  const ended = new Promise(resolve => child.on('close', resolve))
  const streams = [child.stdout, child.stderr, child.stdio[3] as Readable]
  const [stdout = '', stderr = '', timing = ''] = await Promise.all(streams.map(textOf))
  const status = await ended
  const wall = (performance.now() - start) / 1000
  running.delete(child)
  if (status !== (how.expected ?? 0)) {
    throw new Error(`bug: ${program} ${args.join(' ')}: ${status}\n${stderr.slice(0, 5000)}`)
  }
  const memory = Number(/^memory (\d+)$/m.exec(timing)?.[1] ?? 0) / 1024
  return { stdout, wall, cpu: secondsIn(timing.split('\n').at(-2) ?? ''), memory }
}

/** Before whoever started them goes. */
export function stopAll(): void {
  for (const { pid } of running) if (pid !== undefined) process.kill(-pid, 'SIGKILL')
}

const scale =
  "data:text/javascript,import{isMainThread}from'node:worker_threads';import{writeSync}from'node:fs';" +
  'if(isMainThread)process.on("exit",()=>writeSync(3,`memory ${process.resourceUsage().maxRSS}\\n`))'

/** A command as people start it. */
export function command(args: readonly string[], how: How = {}): Promise<Ran> {
  const script = fileURLToPath(new URL('scripts/run.mjs', home))
  const options = how.weighed ? ['--import', scale] : []
  return run(process.execPath, [...options, script, ...args], how)
}

async function textOf(stream: Readable | null): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream ?? []) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** `0m1.250s 0m0.500s`: what ran in programs, and what in the system for them. */
function secondsIn(line: string): number {
  const parts = [...line.matchAll(/(\d+)m([\d.]+)s/g)]
  return parts.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0
  )
}
