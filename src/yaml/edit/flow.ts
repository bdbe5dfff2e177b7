import { afterLine, isOneLine, startOfLine } from '../line.ts'
import { endOfLine } from '../scan.ts'
import type { Item } from './items.ts'

/** An item between brackets or braces with its comma; its lines, if nothing else is on them. */
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

/** The one before that stays, and the one after. */
export type Neighbours = readonly [Item | undefined, Item | undefined]

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
