import type { Mapping, Sequence } from '../node.ts'
import { afterLine, endOfLine, isOneLine, skipSpace, startOfLine } from '../scan.ts'

/** The range of an item, including its dash or key but not the comma. */
interface Item {
  readonly start: number
  readonly end: number
}

export function itemsOf(value: Sequence | Mapping): Item[] {
  const { text } = value.source
  if (value.kind === 'mapping') {
    const entries = [...value.entries.values()]
    return entries.map(({ key, value }) => ({ start: key.start, end: value.end }))
  }
  let last = text.startsWith('[', value.start) ? value.start + 1 : value.start
  return value.items.map(({ end }) => {
    const start = skipSpace(text, last)
    last = end
    return { start, end }
  })
}

/** The lines of a block item, including comments below it that are indented further. */
export function linesOf(text: string, { start, end }: Item): Item {
  const line = startOfLine(text, start)
  // After `? ` an item may start in the middle of a line.
  if (!/^[ \t?\ufeff]*$/.test(text.slice(line, start))) return { start, end: endOfLine(text, end) }
  let next = afterLine(text, end)
  while (isComment(text, next, start - line)) next = afterLine(text, next)
  return { start: line, end: next }
}

function isComment(text: string, start: number, indent: number): boolean {
  const before = /^[ \t]*(?=#)/.exec(text.slice(start, endOfLine(text, start)))?.[0]
  return before !== undefined && before.length > indent
}

/** The range of a flow item with its comma, or its lines if it has them to itself. */
export function pieceOf(text: string, item: Item, [before, next]: Neighbours): Item {
  const { start, end } = item
  const comma = afterComma(text, end)
  if (isAlone(text, start, comma) && isOneLine(text, end, comma)) {
    return { start: startOfLine(text, start), end: afterLine(text, comma) }
  }
  if (next && isOneLine(text, end, next.start)) return { start, end: next.start }
  if (before && isOneLine(text, before.end, start)) return { start: before.end, end }
  return { start, end: comma }
}

/** The nearest items before and after that stay. */
type Neighbours = readonly [Item | undefined, Item | undefined]

export function neighbours(
  items: readonly Item[],
  gone: ReadonlySet<number>,
  at: number
): Neighbours {
  return [items.findLast((_, index) => index < at && !gone.has(index)), items[at + 1]]
}

function afterComma(text: string, end: number): number {
  const comma = /(?:\s|#[^\n\r]*[\n\r])*,/y
  comma.lastIndex = end
  return comma.test(text) ? comma.lastIndex : end
}

function isAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(startOfLine(text, start), start)
  const after = text.slice(end, endOfLine(text, end))
  return /^\s*$/.test(before) && /^\s*(#.*)?$/.test(after)
}
