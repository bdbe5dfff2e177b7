import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { type Explain, invalid, type Line, lineAbove, type Trouble } from './parser-error.ts'

/** For a tab used as indentation, whatever the parser said about it. */
export const tab: Explain = ({ source, line, before }) => {
  const found = /^ *\t/.exec(line.text) ?? /^[ -]*\t$/.exec(before)
  if (!found) return undefined
  const end = line.start + found[0].length
  return invalid(
    { source, start: end - 1, end },
    { message: 'this line is indented with a tab', help: 'indent with spaces, two for each level' }
  )
}

/** For a special space from a web page or a chat, which YAML treats as a letter. */
export const oddBlank: Explain = ({ source, line }) => {
  for (const { start, text } of [line, lineAbove(source.text, line) ?? line]) {
    const found = /(?:^|[:-]) *(?=[\u00a0\u2000-\u200b\u202f\u3000])/.exec(text)
    if (!found) continue
    const at = start + found.index + found[0].length
    return invalid(
      { source, start: at, end: at + 1 },
      { message: 'this looks like a space, but is another character', help: 'type the space again' }
    )
  }
  return undefined
}

/** For a line without `: `, after which the next field seems to be part of its text. */
export const noField: Explain = trouble => {
  const isThis = trouble.reason.startsWith("expected ':'") && isUnnamed(trouble.line)
  const line = isThis ? trouble.line : unnamed(trouble).at(-1)
  if (!line) return undefined
  const { source } = trouble
  const text = line.text.slice(line.column)
  const start = line.start + line.column
  const sign = /^[\w-]+ *(?==)/.exec(text)?.[0].length
  if (sign !== undefined) {
    return invalid(
      { source, start: start + sign, end: start + sign + 1 },
      { message: 'a field has a `:`, not a `=`', help: 'write a field as `name: value`' }
    )
  }
  const name = /^[^\s:/]+(?=:[^\s/])/.exec(text)?.[0]
  if (name === undefined) {
    return invalid(
      { source, start, end: start + text.length },
      {
        message: 'this line is not a field',
        help: 'write a field as `name: value`; indent text that continues a field further than that field'
      }
    )
  }
  return spaceMissing({ ...trouble, position: start + name.length + 1 })
}

export function spaceMissing({ source, position }: Trouble): Diagnostic {
  return invalid(
    { source, start: position - 1, end: position },
    { message: 'a space is missing after this `:`', help: 'write a field as `name: value`' }
  )
}

/** The lines directly above in the same column that are neither fields nor list items. */
function unnamed({ source, line }: Trouble): Line[] {
  const found: Line[] = []
  const isEmpty = /^(?:#|$)/.test(line.text.slice(line.column))
  let above = lineAbove(source.text, line)
  while (above && isUnnamed(above) && (isEmpty || above.column === line.column)) {
    found.push(above)
    above = isEmpty ? undefined : lineAbove(source.text, above)
  }
  return found
}

function isUnnamed({ text, column }: Line): boolean {
  return !/:(?: |$)|^-(?: |$)|^[[\]{}"'%&*!|>]|^(?:---|\.\.\.)$/.test(text.slice(column))
}

/** For a line that starts in a column where no field or item can. */
export const misplacedLine: Explain = trouble => {
  const { source, line, before, position } = trouble
  const isWhole = before.trim() === ''
  const start = line.start + line.column
  if (/:\s|^---/.test(before) || (!isWhole && trouble.char !== ':')) return undefined
  const at = { source, start, end: isWhole ? line.start + line.text.length : position }
  const words = misplaced(line, sibling(source.text, line))
  return start < at.end && words ? invalid(at, words) : undefined
}

function misplaced(
  line: Line,
  above: Line | undefined
): { message: string; help: string } | undefined {
  if (!above) {
    return {
      message: 'the indentation of this line matches no line above it',
      help: 'lines that belong together start in the same column'
    }
  }
  if (isItem(line) === isItem(above)) return undefined
  return isItem(line)
    ? {
        message: 'this list item is among fields',
        help: 'write the name of the list on a line above it, such as `members:`'
      }
    : {
        message: 'this line is among list items, but is not one',
        help: 'start it with `- `, or indent it to make it part of the item above'
      }
}

/** The nearest line above in the same column that could belong to the same map or list. */
function sibling(text: string, line: Line): Line | undefined {
  let above = lineAbove(text, line)
  while (above && above.column > line.column) above = lineAbove(text, above)
  return above?.column === line.column ? above : undefined
}

function isItem({ text, column }: Line): boolean {
  return /^-(?:\s|$)/.test(text.slice(column))
}
