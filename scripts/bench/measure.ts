import { spawnSync } from 'node:child_process'

/** One line of the table: a time in milliseconds, what it is to be, and what it is held against. */
export interface Row {
  readonly work: string
  readonly median: number
  readonly goal: number
  readonly against: string
  readonly ratio: number
}

/** Two kinds of work take turns, so that a busy machine slows both. */
export function compare(runs: number, work: () => void, other: () => void): [number, number] {
  const times: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run++) {
    times[0].push(time(work))
    times[1].push(time(other))
  }
  return [median(times[0]), median(times[1])]
}

/** A process from its start to its end; any other exit code than the one expected is a bug. */
export function node(args: readonly string[], expected: number): void {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== expected) throw new Error(`bug: node ${args.join(' ')}: ${status}\n${stderr}`)
}

/** For people; `.cache/bench.json` has the same for machines. */
export function table(rows: readonly Row[]): string {
  const ms = (time: number) => `${time.toFixed(0)} ms`
  const cells = rows.map(({ work, median, goal, against, ratio }) => [
    work,
    ms(median),
    `under ${ms(goal)}: ${median < goal ? 'reached' : 'missed'}`,
    `${ratio.toFixed(1)} times ${against}`
  ])
  const all = [['work', 'median', 'goal', 'ratio'], ...cells]
  const widths = all[0]?.map((_, at) => Math.max(...all.map(row => row[at]?.length ?? 0))) ?? []
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  return all.map(row => `${line(row)}\n`).join('')
}

function time(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}
