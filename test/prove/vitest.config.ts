import { defineConfig } from 'vitest/config'
import { reporter } from '../reporter.ts'
import { closing } from './table/closing.ts'

export default defineConfig({
  test: {
    include: ['test/prove/**/*.prove.ts'],
    globalSetup: 'test/prove/setup.ts',
    setupFiles: 'test/prove/table/each-file.ts',
    reporters: ['verbose', closing, reporter],
    testTimeout: 300_000,
    hookTimeout: 180_000,
    // Two cores can run two control planes at a time.
    maxWorkers: 2
  }
})
