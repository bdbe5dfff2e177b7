import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeCorpus } from './corpus.ts'
import { type Cost, command, type Ran, run } from './run.ts'

/** How much to measure. */
interface Size {
  /** The numbers of tenants in the two repositories. */
  readonly small: number
  readonly large: number
  readonly runs: number
  /** How many tenants to sample for a program that handles them one by one. */
  readonly sample: number
  /** At most this many of the platform's roots. */
  readonly roots: number
}

export const sizes = {
  whole: { small: 1000, large: 10_000, runs: 3, sample: 40, roots: 1000 },
  quick: { small: 6, large: 12, runs: 1, sample: 2, roots: 3 }
} as const satisfies Record<string, Size>

export interface Bench {
  readonly scratch: string
  readonly size: Size
  /** Repositories that have been generated at least once, built on first use. */
  readonly small: () => Promise<string>
  readonly large: () => Promise<string>
  /** Notes what the table cannot show, such as how a row was measured or why it is missing. */
  readonly note: (text: string) => void
  /** Records that a result differs from ours, which fails the bench. */
  readonly fail: (text: string) => void
}

export function openTrees(scratch: string, size: Size): Pick<Bench, 'small' | 'large'> {
  return {
    small: tree(join(scratch, 'small'), size.small),
    large: tree(join(scratch, 'large'), size.large)
  }
}

function tree(root: string, tenants: number): () => Promise<string> {
  let made: Promise<string> | undefined
  return () => {
    made ??= make()
    return made
  }

  async function make(): Promise<string> {
    writeCorpus(root, tenants)
    await cold(root)
    return root
  }
}

/** Generates with no cache and no output from an earlier run. */
export function cold(root: string, weighed = false): Promise<Ran> {
  clear(root)
  return command(['generate', '--root', root], { weighed })
}

function clear(root: string): void {
  for (const folder of ['generated', '.cache', '.github']) {
    rmSync(join(root, folder), { recursive: true, force: true })
  }
}

/** Calls git in a folder. */
export type Git = (...args: readonly string[]) => Promise<Cost>

/** Makes a folder a git repository in which everything is committed. */
export async function committed(root: string): Promise<Git> {
  const author = ['-c', 'user.name=Alice', '-c', 'user.email=alice@example.com']
  const git: Git = (...args) => run('git', ['-c', 'gc.auto=0', ...author, ...args], { cwd: root })
  await git('init', '--quiet')
  await git('add', '--all')
  await git('commit', '--quiet', '--allow-empty', '--message', 'Begin')
  return git
}

/** With separators between thousands. */
export function count(number: number): string {
  if (number < 1000) return String(number)
  return `${count(Math.floor(number / 1000))},${String(number % 1000).padStart(3, '0')}`
}
