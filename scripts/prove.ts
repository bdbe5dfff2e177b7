import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { command } from './cli/command.ts'
import { announcement } from './prove/announce.ts'
import { build, neededFor, type Program, programOf, sizeOf } from './prove/program.ts'
import { runScenarios } from './prove/scenarios.ts'
import { Refusal } from './system/refusal.ts'

const about = 'Proves on a real control plane that the generated files do what they say.'
const flags = {
  only: {
    value: '<file>',
    repeatable: true,
    about: 'only scenarios whose file name contains this'
  },
  all: { about: 'also the scenarios that take a quarter of an hour: those with Argo CD' },
  record: { about: 'all scenarios, and writes docs/proven.md if none fails' }
}

await command({ name: 'prove', about, flags }, async call => {
  const interruption = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => interruption.abort(signal))
  }
  const only = call.flags.get('only') ?? []
  const page = call.flags.has('record') ? 'docs/proven.md' : undefined
  if (page && only.length > 0) throw new Refusal('`--record` takes all scenarios, without `--only`')
  const all = page !== undefined || call.flags.has('all')
  const list = neededFor(only, all).map(name => programOf(name))
  process.stdout.write(announcement(list))
  const lacking: Record<string, string> = {}
  for (const program of list.filter(({ built }) => !built)) {
    const reason = await built(program, interruption.signal)
    if (reason !== undefined) lacking[program.name] = reason
  }
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-proof-'))
  try {
    const { signal } = interruption
    process.exitCode = await runScenarios({
      folder,
      only,
      all,
      page,
      signal,
      lacking
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Builds a program, and returns why that is impossible if it is. */
async function built(program: Program, signal: AbortSignal): Promise<string | undefined> {
  process.stdout.write(`building ${program.name}: ${program.about}\n`)
  const start = Date.now()
  try {
    await build(program, signal)
    const seconds = Math.round((Date.now() - start) / 1000)
    process.stdout.write(`built in ${seconds} s, ${sizeOf(program)}\n`)
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stdout.write(`${error.message}; the scenarios that need it are left out\n`)
    return error.message
  }
}
