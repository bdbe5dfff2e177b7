import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'

let wanted: Vitest['getGlobalTestNamePattern'] = () => undefined

/** Ends the run with a machine-readable line, even if a file failed before its tests ran. */
export const reporter: Reporter = {
  onInit(vitest) {
    wanted = () => vitest.getGlobalTestNamePattern()
  },
  onTestRunEnd(modules, errors) {
    const pattern = wanted()
    const all = modules.flatMap(module => [...module.children.allTests()])
    const tests = all.filter(test => isWanted(test, pattern))
    const passed = count(tests, 'passed')
    const skipped = count(tests, 'skipped')
    const failed = count(tests, 'failed') + modules.filter(brokenOutside).length + errors.length
    const rest = skipped > 0 ? `, ${skipped} skipped` : ''
    process.stdout.write(
      `${slowest(modules)}${unproven(tests)}${failing(tests)}${passed} passed, ${failed} failed${rest}\n`
    )
    if (pattern === undefined || tests.length > 0 || failed > 0) return
    process.stdout.write(`no test ran: none has a name that matches ${pattern}\n`)
    process.exitCode = 1
  }
}

/** Vitest skips what `-t` leaves out like any other test, and matches names that are joined by spaces. */
function isWanted({ fullName }: TestCase, pattern: RegExp | undefined): boolean {
  return pattern === undefined || pattern.test(fullName.replaceAll(' > ', ' '))
}

const much = 5000

/** Lists slow files, with the time for their tests and for their imports. */
function slowest(modules: readonly TestModule[]): string {
  const rows = modules
    .map(module => {
      const { collectDuration, duration } = module.diagnostic()
      return { name: module.relativeModuleId, time: collectDuration + duration }
    })
    .filter(({ time }) => time > much)
    .sort((a, b) => b.time - a.time)
    .map(({ name, time }) => `${(time / 1000).toFixed(1).padStart(7)} s  ${name}\n`)
  return rows.length === 0 ? '' : `slowest test files:\n${rows.join('')}\n`
}

/** Lists each skipped test with its reason, so that nobody counts it as proof. */
function unproven(tests: readonly TestCase[]): string {
  const lines = tests.map(test => {
    const result = test.result()
    if (result.state !== 'skipped') return ''
    return `!!! not proven: ${test.fullName}: ${result.note ?? 'skipped without a reason'}\n`
  })
  return lines.join('')
}

/** Lists what failed in one place, since the reasons stand far above the last line. */
function failing(tests: readonly TestCase[]): string {
  const lines = tests.map(test => {
    const { errors, state } = test.result()
    if (state !== 'failed') return ''
    const reason = errors?.[0]?.message.split('\n')[0] ?? 'without a reason'
    return `failed: ${test.module.relativeModuleId}: ${test.fullName}: ${reason}\n`
  })
  return lines.join('')
}

function count(tests: readonly TestCase[], state: 'passed' | 'failed' | 'skipped'): number {
  return tests.filter(test => test.result().state === state).length
}

/** Detects errors outside of tests: a syntax error, a failing hook, or a file without tests. */
function brokenOutside(module: TestModule): boolean {
  const tests = [...module.children.allTests()]
  return module.state() === 'failed' && count(tests, 'failed') === 0
}
