import { harmless, width } from '../../src/text/width.ts'

/** A cell; several texts stand below each other. */
export type Cell = string | readonly string[]

const gap = 2

/**
 * Aligns rows in columns. Where they do not fit into the room, the last column has lines of its own.
 */
export function aligned(rows: readonly (readonly Cell[])[], room: number): string[] {
  const cells = rows.map(row => row.map(cell => [cell].flat().map(harmless)))
  const columns = Math.max(0, ...cells.map(row => row.length))
  const widths = Array.from({ length: columns }, (_, at) => {
    return Math.max(...cells.flatMap(row => row[at] ?? []).map(width), 0)
  })
  const whole = widths.reduce((sum, one) => sum + one + gap, -gap)
  if (whole <= room) return cells.flatMap(row => beside(row, widths))
  return cells.flatMap(row => [
    ...beside(row.slice(0, -1), widths),
    ...(row.at(-1) ?? []).filter(line => line !== '').map(line => `    ${line}`)
  ])
}

type Stack = readonly string[]

function beside(row: readonly Stack[], widths: readonly number[]): string[] {
  const height = Math.max(...row.map(({ length }) => length))
  return Array.from({ length: height }, (_, line) => {
    const parts = row.map((stack, at) => padded(stack[line] ?? '', widths[at] ?? 0))
    return parts.join(' '.repeat(gap)).trimEnd()
  })
}

function padded(text: string, wanted: number): string {
  return text + ' '.repeat(Math.max(0, wanted - width(text)))
}
