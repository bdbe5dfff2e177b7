import { configDefaults, defineConfig } from 'vitest/config'
import { reporter } from './test/reporter.ts'

const slow = 'test/**/*.slow.test.ts'
/** What the slow run does once more: with other seeds, in other processes, and more of it. */
const repeated = [
  '*.property',
  'check',
  'codeowners',
  'crash',
  'environment',
  'generate',
  'life',
  'roots',
  'scripts',
  'upgrade'
].map(name => `test/**/${name}.test.ts`)

/** `--mode slow` is for what takes minutes: random seeds, and each command in a process of its own. */
export default defineConfig(({ mode }) => ({
  test: {
    include: mode === 'slow' ? [slow, ...repeated] : ['test/**/*.test.ts'],
    exclude: mode === 'slow' ? [] : [...configDefaults.exclude, slow],
    env: mode === 'slow' ? { TENANTRY_TESTS: 'slow' } : {},
    provide: { seed: mode === 'slow' ? random() : 1 },
    setupFiles: ['test/support/setup.ts'],
    globalSetup: 'test/support/tools.ts',
    reporters: ['dot', reporter],
    // Each file would load the compiler anew, which takes longer than most tests.
    isolate: false,
    // Processes start slowly where the cores are busy.
    testTimeout: 60_000,
    // Vitest leaves one of two cores idle.
    maxWorkers: '100%',
    // A missing snapshot fails here as it does in CI; `npm run accept` writes what is new.
    update: 'none'
  }
}))

/** Told, so that what it finds can be found again. */
function random(): number {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
  process.stdout.write(`random with SEED=${seed}\n`)
  return seed
}
