import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { command } from './cli/command.ts'
import { announcement } from './prove/announce.ts'
import { build, type ProgramName, programOf, programs } from './prove/program.ts'
import { runScenarios } from './prove/scenarios.ts'

const about = 'Proves on a real control plane that the generated files do what they say.'
const flags = {
  only: {
    value: '<file>',
    repeatable: true,
    about: 'only scenarios whose file name contains this'
  }
}

await command({ name: 'prove', about, flags }, async call => {
  const interruption = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => interruption.abort(signal))
  }
  const names = Object.keys(programs) as ProgramName[] // `Object.keys` widens the type
  const list = names.map(name => programOf(name))
  process.stdout.write(announcement(list))
  for (const program of list.filter(({ built }) => !built)) {
    process.stdout.write(`building ${program.name}: ${program.about}\n`)
    const start = Date.now()
    await build(program, interruption.signal)
    process.stdout.write(`built in ${Math.round((Date.now() - start) / 1000)} s\n`)
  }
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-proof-'))
  try {
    const only = call.flags.get('only') ?? []
    process.exitCode = await runScenarios({ folder, only, signal: interruption.signal })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
