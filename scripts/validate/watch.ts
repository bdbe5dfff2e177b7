import { setTimeout } from 'node:timers/promises'
import { listTree } from '../../src/files/disk.ts'
import { signatureOf } from '../output/incremental/signature.ts'

/** In milliseconds; looking takes at most a tenth of the time. */
const pause = 200

/**
 * Judges now and whenever a file in tenants/ or platform/ is another one than before, until Ctrl-C. It
 * looks at the files instead of asking the system to be told, because some disks tell nothing, and some
 * editors write a new file and rename it.
 */
export async function watch(root: string, judge: () => Promise<void>): Promise<void> {
  const { signal, abort } = stopping()
  let seen: string | undefined
  while (!signal.aborted) {
    const start = performance.now()
    const now = stateOf(root)
    const took = performance.now() - start
    if (now !== seen && (await isWhole(root, now))) {
      seen = now
      if (process.stdout.isTTY) process.stdout.write('\x1b[2J\x1b[3J\x1b[H')
      await judge()
    }
    await setTimeout(Math.max(pause, took * 10), undefined, { signal }).catch(abort)
  }
}

function stopping() {
  const controller = new AbortController()
  const abort = () => controller.abort()
  process.once('SIGINT', abort).once('SIGTERM', abort)
  return { signal: controller.signal, abort }
}

/** Whether nobody is in the middle of writing. */
async function isWhole(root: string, state: string): Promise<boolean> {
  await setTimeout(pause / 4)
  return stateOf(root) === state
}

function stateOf(root: string): string {
  const paths = listTree(root)
  return `${signatureOf(root, paths).text} ${paths.join('\n')}`
}
