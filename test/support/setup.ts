import fc from 'fast-check'
import { expect, inject } from 'vitest'
import { fuzzing } from './runs.ts'

fc.configureGlobal({ seed: inject('seed'), ...(fuzzing && { reporter: tellRuns }) })

/** Says how often each property was tried. */
function tellRuns<T>(details: fc.RunDetails<T>): void {
  const { failed, numRuns } = details
  if (failed) throw new Error(fc.defaultReportMessage(details) ?? 'the property does not hold')
  process.stdout.write(`${numRuns} runs: ${expect.getState().currentTestName}\n`)
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The seed of all random tests. */
    readonly seed: number
  }
}
