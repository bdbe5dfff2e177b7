import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { home } from '../system/home.ts'
import { digits, type Row } from './row.ts'
import { table, verdictOf } from './row-table.ts'

export interface Report {
  readonly rows: readonly Row[]
  /** How it was measured, and what was not. */
  readonly notes: readonly string[]
  /** What makes all the rest worthless. */
  readonly faults: readonly string[]
  /** Where it is written, from the checkout of Tenantry. */
  readonly path: string
}

/** Prints everything, and writes it for machines; a fault makes the command exit with 1. */
export function tell({ rows, notes, faults, path }: Report): void {
  const judged = rows.map(row => ({ ...row, verdict: verdictOf(row) }))
  mkdirSync(new URL('.cache/', home), { recursive: true })
  const json = JSON.stringify({ rows: judged, notes, faults }, null, 2)
  writeFileSync(new URL(path, home), `${json}\n`)
  if (rows.length > 0) process.stdout.write(`${table(rows)}\n`)
  const missed = judged.filter(({ verdict }) => verdict === 'missed').length
  const goals = judged.filter(({ verdict }) => verdict !== '').length
  const sum = `${goals - missed} of ${goals} goals reached; written to ${path}`
  for (const line of [...notes, sum]) process.stdout.write(`${line}\n`)
  for (const fault of faults) process.stderr.write(`error: ${fault}\n`)
  if (faults.length > 0) process.exitCode = 1
}

/** What ran it, and what else it had to do: one process in the last minute was this one. */
export function machine(): string {
  const [first] = cpus()
  const load = loadavg().map(digits).join(', ')
  const cores = `${cpus().length} cores of ${first?.model}`
  return `on ${cores}, Node ${process.version}, in ${tmpdir()}, at a load of ${load}`
}
