import { afterLine, startOfLine } from '../line.ts'
import { endOfLine } from '../scan.ts'
import type { Item } from './items.ts'

/** The lines of an item of a block, and of the comments below it that are indented deeper. */
export function linesOf(text: string, { start, end }: Item): Item {
  const line = startOfLine(text, start)
  // A list may begin behind the `:` of a key that was written with `?`.
  if (!/^[ \t?\ufeff]*$/.test(text.slice(line, start))) return { start, end: endOfLine(text, end) }
  let next = afterLine(text, end)
  while (isComment(text, next, start - line)) next = afterLine(text, next)
  return { start: line, end: next }
}

function isComment(text: string, start: number, indent: number): boolean {
  const before = /^[ \t]*(?=#)/.exec(text.slice(start, endOfLine(text, start)))?.[0]
  return before !== undefined && before.length > indent
}
