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

/** How often a random test runs that takes longer: as often as usual, or for some minutes when fuzzing. */
export function lasting(usual: number): Runs {
  if (!fuzzing) return { numRuns: usual }
  return { numRuns: 100_000_000, interruptAfterTimeLimit: Number(FUZZ_MINUTES) * 60_000 }
}
