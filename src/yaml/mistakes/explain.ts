import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import { tooDeep } from '../events.ts'
import { alias, anchor, directive, tag } from '../forbidden.ts'
import { endOfLine } from '../scan.ts'
import { misplacedLine, noField, oddBlank, tab } from './indentation.ts'
import { listMark } from './list-mark.ts'
import { type Explain, invalid, spanFrom, troubleAt } from './parser-error.ts'
import {
  blockHeader,
  colon,
  comment,
  dash,
  firstCharacter,
  missingComma,
  stray
} from './punctuation.ts'
import { backslash, goesOn, unclosed } from './quoting.ts'

/** Explains in an author's words why the parser failed; the first explanation that applies is used. */
export function explain(source: Source, reason: string, position: number): Diagnostic {
  const trouble = troubleAt(source, reason, Math.min(position, source.text.length))
  for (const explanation of explanations) {
    const diagnostic = explanation(trouble)
    if (diagnostic) return diagnostic
  }
  return invalid(spanFrom(trouble, /^.*\S/), {
    message: 'the YAML cannot be read from here on',
    help: 'put text that contains `: `, `#`, quotes or brackets in quotes; lines that belong together start in the same column'
  })
}

/** For conflict markers, which git leaves in a file that two people changed. */
const conflict: Explain = ({ source }) => {
  const start = source.text.search(/^(?:<{7}|>{7}) /m)
  if (start === -1) return undefined
  return invalid(
    { source, start, end: endOfLine(source.text, start) },
    {
      message: 'this merge conflict is not resolved',
      help: 'keep the lines you want, and delete those with `<<<<<<<`, `=======` and `>>>>>>>`'
    }
  )
}

/** For the marks around code in a chat or a wiki, copied along with the file. */
const fence: Explain = ({ source, line }) => {
  if (!/^ *```/.test(line.text)) return undefined
  return invalid(
    { source, start: line.start + line.column, end: line.start + line.text.length },
    {
      message: 'this line is a mark of Markdown, not a field',
      help: 'delete it, and the one at the other end of the text'
    }
  )
}

const nesting: Explain = trouble =>
  trouble.reason.startsWith('nesting exceeded') ? tooDeep(spanFrom(trouble, /^./)) : undefined

const marks = [
  [/\btag\b/, '!', tag],
  [/\banchor\b/, '&', anchor],
  [/\balias\b/, '*', alias]
] as const

const forbidden: Explain = ({ source, reason, before, position }) => {
  const line = source.text.search(/^%/m)
  if (/directive|declared suffix/i.test(reason) && line !== -1) {
    return directive({ source, start: line, end: endOfLine(source.text, line) })
  }
  for (const [said, mark, words] of marks) {
    if (!said.test(reason)) continue
    const word = before.split(/\s/).at(-1) ?? ''
    const start = word.includes(mark) ? position - word.length + word.indexOf(mark) : position
    return words({
      source,
      start,
      end: Math.max(position, Math.min(start + 1, source.text.length))
    })
  }
  return undefined
}

const explanations: readonly Explain[] = [
  conflict,
  fence,
  nesting,
  listMark,
  forbidden,
  backslash,
  blockHeader,
  tab,
  unclosed,
  firstCharacter,
  missingComma,
  stray,
  comment,
  goesOn,
  colon,
  dash,
  oddBlank,
  noField,
  misplacedLine
]
