import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../../system/refusal.ts'

/** Holds files that belong to a root and may be deleted at any time. */
export const cache = '.cache/tenantry'

const longest = 60_000
const pause = 50

/**
 * Does the work while no other process holds the lock on the same root. Each process announces itself
 * before it looks for others, so that at least one of two sees the other. A process that was killed
 * does not count.
 */
export async function locked<T>(root: string, work: () => Promise<T>): Promise<T> {
  const folder = join(root, cache, 'running')
  mkdirSync(folder, { recursive: true })
  // Nobody commits it, whatever the repository ignores.
  writeFileSync(join(root, cache, '.gitignore'), '*\n')
  const own = join(folder, String(process.pid))
  for (let waited = 0; ; waited += pause) {
    writeFileSync(own, '')
    const other = others(folder)[0]
    if (other === undefined) break
    rmSync(own)
    if (waited > longest) {
      throw new Refusal(`process ${other} has been at work on \`${root}\` for a minute`)
    }
    // Vary the pause, so that two processes that started together do not keep checking at the same moments.
    await sleep(pause + (process.pid % 7) * 5)
  }
  try {
    return await work()
  } finally {
    rmSync(own, { force: true })
  }
}

function others(folder: string): number[] {
  const pids = readdirSync(folder).map(Number)
  return pids.filter(pid => pid !== process.pid && isAlive(pid, folder))
}

function isAlive(pid: number, folder: string): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process that belongs to another user is alive too.
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') return true
    rmSync(join(folder, String(pid)), { force: true })
    return false
  }
}

function sleep(time: number): Promise<void> {
  return new Promise(done => setTimeout(done, time))
}
