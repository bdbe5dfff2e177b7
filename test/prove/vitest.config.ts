import { defineConfig } from 'vitest/config'
import { reporter } from '../reporter.ts'
import { closing } from './closing.ts'

export default defineConfig({
  test: {
    include: ['test/prove/**/*.prove.ts'],
    globalSetup: 'test/prove/setup.ts',
    reporters: ['verbose', closing, reporter],
    testTimeout: 300_000,
    hookTimeout: 180_000,
    // Two control planes at a time is what two cores bear.
    maxWorkers: 2
  }
})
