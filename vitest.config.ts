import { defineConfig } from 'vitest/config'
import { reporter } from './test/reporter.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/tools.ts',
    reporters: ['dot', reporter],
    // Processes start slowly where the cores are busy.
    testTimeout: 60_000,
    // Vitest leaves one of two cores idle.
    maxWorkers: '100%',
    // A missing snapshot fails here as it does in CI; `npm run accept` writes what is new.
    update: 'none'
  }
})
