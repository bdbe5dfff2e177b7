import { defineConfig } from 'vitest/config'
import { reporter } from '../reporter.ts'
import { closing } from './table/closing.ts'

const aws = ['test/prove/aws.prove.ts', 'test/prove/aws-tags.prove.ts']

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'clusters',
          include: ['test/prove/**/*.prove.ts'],
          exclude: aws,
          globalSetup: 'test/prove/setup.ts'
        }
      },
      // They need no cluster, and setting them up takes minutes.
      { extends: true, test: { name: 'aws', include: aws } }
    ],
    setupFiles: 'test/prove/table/each-file.ts',
    reporters: ['verbose', closing, reporter],
    // Waits end earlier, and say what is missing.
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    // Two cores can run two control planes at a time.
    maxWorkers: 2
  }
})
