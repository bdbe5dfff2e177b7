import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { home } from '../system/home.ts'

/** What a process cost. */
export interface Cost {
  /** CPU seconds of all its threads and children. */
  readonly cpu: number
  /** Seconds from start to end. */
  readonly wall: number
  /** Peak memory in MB; 0 where it was not measured. */
  readonly memory: number
}

export interface Ran extends Cost {
  readonly stdout: string
}

interface How {
  readonly cwd?: string
  /** The exit code that counts as success. */
  readonly expected?: number
  /** Whether a command of ours reports its own peak memory. */
  readonly weighed?: boolean
}

const running = new Set<ChildProcess>()

/**
 * The shell's `times` reports the cost of its children on any system, so each run gets a shell and a
 * process group.
 */
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

/** Stops all children before this process exits. */
export function stopAll(): void {
  for (const { pid } of running) if (pid !== undefined) process.kill(-pid, 'SIGKILL')
}

const scale =
  "data:text/javascript,import{isMainThread}from'node:worker_threads';import{writeSync}from'node:fs';" +
  'if(isMainThread)process.on("exit",()=>writeSync(3,`memory ${process.resourceUsage().maxRSS}\\n`))'

/** Runs a command as people start it. */
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

/** Parses `0m1.250s 0m0.500s`: user time, then system time. */
function secondsIn(line: string): number {
  const parts = [...line.matchAll(/\b(\d+)m([\d.]+)s/g)]
  return parts.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0
  )
}
