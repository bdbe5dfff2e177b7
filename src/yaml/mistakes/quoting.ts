import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/source.ts'
import { type Explain, invalid, lineAt, spanFrom } from './parser-error.ts'

const closers: Readonly<Record<string, string>> = { '[': ']', '{': '}', '"': '"', "'": "'" }

/** For a quote or bracket that is not closed. */
export const unclosed: Explain = ({ source, reason, position, line }) => {
  if (!/^deficient indentation|^unexpected end of the (stream|document) within/.test(reason)) {
    return undefined
  }
  const opener = openerBefore(source.text, position)
  if (!opener) return undefined
  const { offset, char } = opener
  const closer = closers[char] ?? char
  const at = { source, start: offset, end: offset + 1 }
  const rest = source.text.slice(position)
  if ('[{'.includes(char) && new RegExp(`^[ \\t]*\\${closer}`, 'm').test(rest)) {
    const { start, column, text } = line
    return invalid(
      { source, start: start + column, end: start + text.length },
      {
        message: `this line between \`${char}\` and \`${closer}\` starts too far to the left`,
        help: 'indent it further than the field',
        related: [{ message: `\`${char}\` is here`, at }]
      }
    )
  }
  return (
    cutOff(at, closer) ??
    invalid(at, {
      message: `this \`${char}\` is not closed`,
      help: `write \`${closer}\` where it ends, and indent the lines in between further than the field`
    })
  )
}

/** For a `#` that makes a comment of the closing bracket on the same line. */
function cutOff(opener: Span, closer: string): Diagnostic | undefined {
  const { source, start } = opener
  const line = lineAt(source.text, start)
  const rest = line.text.slice(start - line.start)
  for (const { 0: token, index } of rest.matchAll(tokens)) {
    if (!token.startsWith('#')) continue
    if (!token.includes(closer)) return undefined
    const from = start + index
    return invalid(
      { source, start: from, end: from + token.length },
      {
        message: `this is a comment, and the \`${closer}\` is part of it`,
        help: `put text with a \`#\` in quotes, or write the comment after the \`${closer}\``,
        related: [{ message: `\`${rest.charAt(0)}\` is here`, at: opener }]
      }
    )
  }
  return undefined
}

/** For text after a closing quote or bracket; usually the quote was meant as an apostrophe. */
export const goesOn: Explain = trouble => {
  const { before, char } = trouble
  const close = /["'\]}]$/.exec(before.trimEnd())?.[0]
  if (!close || !/[^\s:#]/.test(char)) return undefined
  return invalid(spanFrom(trouble, /^\S+/), {
    message: `text continues after the closing \`${close}\``,
    help:
      char === ',' ? 'write a list as `[a, b]`' : (escaped[close] ?? 'put the whole text in quotes')
  })
}

const escaped: Readonly<Record<string, string>> = {
  '"': 'write `\\"` inside the text, or put single quotes around it',
  "'": "write `''` inside the text, or put double quotes around it"
}

/** For a backslash in double quotes, as in a Windows path. */
export const backslash: Explain = ({ source, reason, position }) => {
  if (!/^unknown escape sequence|^expected hexadecimal/.test(reason)) return undefined
  const start = source.text.lastIndexOf('\\', position)
  return invalid(
    { source, start, end: Math.min(position + 1, source.text.length) },
    {
      message: 'this backslash starts an escape that YAML does not know',
      help: 'use single quotes, or write the backslash as `\\\\`'
    }
  )
}

/** A quote or bracket that is still open. */
interface Opener {
  readonly offset: number
  readonly char: string
}

const tokens =
  /(?<=^|[\s[{,:])(?:"(?:\\[\s\S]|[^"\\])*(?<double>"?)|'(?:''|[^'])*(?<single>'?))|(?<=^|\s)#[^\n]*|[[\]{}]/g

/** The innermost one before an offset, within the last field of the top-level map. */
function openerBefore(text: string, offset: number): Opener | undefined {
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
