import { harmless, width } from '../../src/text/width.ts'

/** A cell; several texts stand below each other. */
export type Cell = string | readonly string[]

type Stack = readonly string[]

const gap = 2

/** Aligns rows in columns. What does not fit below its column moves to the left, or into another line. */
export function aligned(rows: readonly (readonly Cell[])[], room: number): string[] {
  const cells = rows.map(row => row.map(cell => [cell].flat().map(harmless)))
  const columns = Math.max(0, ...cells.map(row => row.length))
  const wanted = Array.from({ length: columns }, (_, at) => {
    return Math.max(...cells.map(row => widest(row[at])))
  })
  const isFitting = startsOf(wanted)(columns) - gap <= room
  const most = isFitting ? Infinity : Math.max(narrowest, Math.floor(room * share))
  const startOf = startsOf(wanted.map(one => Math.min(one, most)))
  return cells.flatMap(row => drawn(row, startOf, room))
}

/** A column takes at most this share of the room where not all fit. */
const share = 0.28
const narrowest = 16

type Starts = (column: number) => number

function startsOf(widths: readonly number[]): Starts {
  return column => widths.slice(0, column).reduce((sum, one) => sum + one + gap, 0)
}

function widest(stack: Stack = []): number {
  return Math.max(0, ...stack.map(width))
}

/** Cells beside each other. */
type Block = readonly (readonly [start: number, stack: Stack])[]

/** A row without cells is an empty line. */
function drawn(row: readonly Stack[], startOf: Starts, room: number): string[] {
  const blocks: Block[] = []
  let block: Block = []
  row.forEach((stack, at) => {
    const size = widest(stack)
    const end = Math.max(0, ...block.map(([start, before]) => start + widest(before) + gap))
    const start = Math.min(Math.max(end, startOf(at)), Math.max(end, room - size))
    const isOver = start + size > room && block.length > 0
    if (isOver) blocks.push(block)
    const fresh = Math.max(0, Math.min(startOf(at), room - size))
    block = isOver ? [[fresh, stack]] : [...block, [start, stack]]
  })
  return [...blocks, block].flatMap(linesOf)
}

function linesOf(block: Block): string[] {
  const height = Math.max(1, ...block.map(([, stack]) => stack.length))
  return Array.from({ length: height }, (_, line) =>
    block.reduce((text, [start, stack]) => padded(text, start) + (stack[line] ?? ''), '').trimEnd()
  )
}

function padded(text: string, wanted: number): string {
  return text + ' '.repeat(Math.max(0, wanted - width(text)))
}
