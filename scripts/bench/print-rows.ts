import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { home } from '../system/home.ts'
import { digits, isReached, type Row } from './row.ts'

export interface Results {
  readonly rows: readonly Row[]
  /** How the rows were measured, and what was left out. */
  readonly notes: readonly string[]
  /** Faults that make the whole measurement worthless. */
  readonly faults: readonly string[]
}

const heads = ['work', 'goal', 'reached', 'verdict', 'how']

/** Prints the table and writes the JSON, by a path from the checkout of Tenantry; a fault makes the command exit with 1. */
export function printRows({ rows, notes, faults }: Results, path: string): void {
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

/** Describes the machine and its load; a load of one in the last minute is this process itself. */
export function machine(): string {
  const [first] = cpus()
  const load = loadavg().map(digits).join(', ')
  const cores = `${cpus().length} cores of ${first?.model}`
  return `on ${cores}, Node ${process.version}, in ${tmpdir()}, at a load of ${load}`
}

/** The table for people; the JSON has the same numbers for machines. */
function table(rows: readonly Row[]): string {
  const cells = [heads, ...rows.map(cellsOf)]
  const widths = heads.map((_, at) => Math.max(...cells.map(row => row[at]?.length ?? 0)))
  return cells
    .map(row => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
    .map(line => `${line.trimEnd()}\n`)
    .join('')
}

function cellsOf(row: Row): string[] {
  const { work, reached, unit, goal, about } = row
  const wanted = goal ? `${goal.is} ${goal.value} ${unit}` : ''
  return [work, wanted, `${digits(reached)} ${unit}`, verdictOf(row), about]
}

/** Empty for a row that has no goal. */
function verdictOf(row: Row): string {
  if (!row.goal) return ''
  return isReached(row) ? 'reached' : 'missed'
}
