import { configDefaults, defineConfig } from 'vitest/config'
import { reporter } from './test/reporter.ts'

const slow = 'test/**/*.slow.test.ts'
/** What the slow run does once more: with other seeds, in other processes, and more of it. */
const repeated = [
  '*.property',
  'adopt-steps',
  'built',
  'check',
  'codeowners',
  'conform',
  'crash',
  'dump',
  'editing',
  'environment',
  'fill',
  'generate',
  'importing',
  'kubeconform',
  'life',
  'objects',
  'roots',
  'scripts',
  'upgrade'
].map(name => `test/**/${name}.test.ts`)

/** What only starts processes, which takes too long before each commit: changed compilers, kubeconform. */
const processes = ['test/upgrade.test.ts', 'test/charts/verify/kubeconform.test.ts']

/** `--mode slow` is for what takes minutes: random seeds, and each command in a process of its own. */
export default defineConfig(({ mode }) => ({
  test: {
    include: mode === 'slow' ? [slow, ...repeated] : ['test/**/*.test.ts'],
    exclude: mode === 'slow' ? [] : [...configDefaults.exclude, slow, ...processes],
    env: mode === 'slow' ? { TENANTRY_TESTS: 'slow' } : {},
    provide: { seed: mode === 'slow' ? random() : 1 },
    setupFiles: ['test/support/setup.ts'],
    globalSetup: 'test/support/tools.ts',
    reporters: ['dot', reporter],
    // Isolation would load the compiler again for each file, which takes longer than most tests.
    isolate: false,
    // Starting a process is slow while all cores are busy, so only a test that hangs is ended.
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
    // By default Vitest leaves one core idle.
    maxWorkers: '100%',
    // A missing snapshot fails here as in CI; `npm run accept` writes new ones.
    update: 'none'
  }
}))

/** Prints the seed, so that a failure can be reproduced. */
function random(): number {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
  process.stdout.write(`random with SEED=${seed}\n`)
  return seed
}
