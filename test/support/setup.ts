import fc from 'fast-check'
import { expect, inject } from 'vitest'
import { fuzzing } from './runs.ts'

fc.configureGlobal({ seed: inject('seed'), ...(fuzzing && { reporter: tellRuns }) })

/** Says how often each property was tried, and for how long if only the time ended it. */
function tellRuns<T>(details: fc.RunDetails<T>): void {
  const { failed, interrupted, numRuns, runConfiguration } = details
  if (failed) throw new Error(fc.defaultReportMessage(details) ?? 'the property does not hold')
  const minutes = (runConfiguration.interruptAfterTimeLimit ?? 0) / 60_000
  const time = interrupted ? ` in ${minutes.toFixed(1)} minutes` : ''
  process.stdout.write(`${numRuns} runs${time}: ${expect.getState().currentTestName}\n`)
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The seed of all random tests. */
    readonly seed: number
  }
}
