import { lineAt } from './parser-error.ts'

/** A quote or bracket that is still open. */
export interface Opener {
  readonly offset: number
  readonly char: string
}

const tokens =
  /(?<=^|[\s[{,:])(?:"(?:\\[\s\S]|[^"\\])*(?<double>"?)|'(?:''|[^'])*(?<single>'?))|(?<=^|\s)#[^\n]*|[[\]{}]/g

/** The innermost before an offset, as far as it stands in the last field of the outermost map. */
export function openerBefore(text: string, offset: number): Opener | undefined {
  const from = fieldBefore(text, offset)
  const open: Opener[] = []
  for (const { 0: token, index, groups } of text.slice(from, offset).matchAll(tokens)) {
    const char = token.charAt(0)
    const opener = { offset: from + index, char }
    if (groups?.double === '' || groups?.single === '') return opener
    if (char === '[' || char === '{') open.push(opener)
    if (char === ']' || char === '}') open.pop()
  }
  return open.at(-1)
}

function fieldBefore(text: string, offset: number): number {
  let { start } = lineAt(text, offset)
  do start = start === 0 ? 0 : lineAt(text, start - 1).start
  while (start > 0 && !/[^\s#-]/.test(text.charAt(start)))
  return start
}
