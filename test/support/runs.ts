import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const { FUZZ_MINUTES, TENANTRY_TESTS } = process.env

/** Whether this is `npm run test:slow`, which has the time to start many processes. */
export const slow = TENANTRY_TESTS === 'slow'

/** Whether this is `npm run fuzz`. */
export const fuzzing = FUZZ_MINUTES !== undefined

interface Runs {
  readonly numRuns: number
  readonly interruptAfterTimeLimit?: number
}

/** How often a random test runs that only parses. */
export const parsing: Runs = { numRuns: fuzzing ? 100_000 : 300 }

/** How often a random test runs that takes longer: as often as usual, or for its share of the minutes when fuzzing. */
export function lasting(usual: number): Runs {
  if (!fuzzing) return { numRuns: usual }
  const share = (Number(FUZZ_MINUTES) * 60_000) / sharers()
  return { numRuns: 100_000_000, interruptAfterTimeLimit: share }
}

/** How many random tests take longer. */
function sharers(): number {
  const all = readdirSync('test', { recursive: true, encoding: 'utf8' })
  const files = all.filter(file => file.endsWith('.property.test.ts'))
  const calls = files.map(
    file => readFileSync(join('test', file), 'utf8').split(' lasting(').length - 1
  )
  return calls.reduce((sum, count) => sum + count, 0)
}
