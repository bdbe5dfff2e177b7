import { setTimeout as sleep } from 'node:timers/promises'

/** Polls until there is an answer; on timeout, throws what was still wrong. */
export async function until<T>(
  ask: () => Promise<T | undefined>,
  why: () => string | Promise<string>,
  seconds = 120
): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (end < Date.now()) throw new Error(`not in ${seconds} s: ${await why()}`)
    await sleep(100)
  }
}
