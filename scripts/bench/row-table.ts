import { digits, isReached, type Row } from './row.ts'

const heads = ['work', 'goal', 'reached', 'verdict', 'how']

/** The table for people; the JSON has the same numbers for machines. */
export function table(rows: readonly Row[]): string {
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
export function verdictOf(row: Row): string {
  if (!row.goal) return ''
  return isReached(row) ? 'reached' : 'missed'
}
