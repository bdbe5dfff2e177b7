import { spaceMissing } from './indentation.ts'
import { type Explain, invalid, spanFrom } from './parser-error.ts'

const quoteIt = 'put the text in quotes'

export const missingComma: Explain = trouble => {
  const { source, reason, position, before, char } = trouble
  if (!reason.startsWith('missed comma')) return undefined
  if (char === ']' || char === '}') {
    return invalid(spanFrom(trouble, /^./), {
      message: `\`${char}\` cannot close this`,
      help: 'close a `[` with `]`, and a `{` with `}`'
    })
  }
  const word = char === ':' ? (before.split(/[\s,:[\]{}]/).at(-1)?.length ?? 0) : 0
  const at = word > 0 ? { source, start: position - word, end: position } : spanFrom(trouble, /^./)
  return invalid(at, { message: 'a `,` is missing before this', help: 'separate entries with `,`' })
}

export const colon: Explain = trouble => {
  const { before, char, reason, line } = trouble
  if (reason.startsWith('a whitespace character is expected')) return spaceMissing(trouble)
  if (char !== ':' || !/:\s/.test(before)) return undefined
  const [, name, value = ''] = /^[ -]*(\w[\w-]*): +([^"'\\#]{1,60})$/.exec(line.text) ?? []
  const isField = /^[a-z.]+: \d[\w.]*$/.test(value)
  const help = isField ? `write \`${name}: {${value}}\`, or ${quoteIt}` : quoteIt
  return invalid(spanFrom(trouble, /^./), {
    message: 'this line has a second `: `',
    help: name === undefined ? quoteIt : `${help}: \`${name}: "${value}"\``
  })
}

export const dash: Explain = trouble => {
  const { before, char } = trouble
  const at = spanFrom(trouble, /^-(?=\s|$)/)
  if (char !== '-' || at.start === at.end || !/:\s*$/.test(before)) return undefined
  return invalid(at, {
    message: 'a list cannot start on the same line as its field',
    help: 'write each item on its own line below, or write the list as `[a, b]`'
  })
}

export const comment: Explain = trouble => {
  if (trouble.char !== '#' || !/\S$/.test(trouble.before)) return undefined
  return invalid(spanFrom(trouble, /^#/), {
    message: 'there is no space before the `#` of this comment',
    help: 'put a space before it'
  })
}

/** For a bracket or comma that closes or separates nothing. */
export const stray: Explain = trouble => {
  const { before, char } = trouble
  if (!/[,\]}]/.test(char) || (char === ',' && !/[:[{,-]\s*$/.test(before))) return undefined
  return invalid(spanFrom(trouble, /^./), {
    message: `unexpected \`${char}\``,
    help: 'delete it, or put the text in quotes'
  })
}

/** For a character that has a special meaning at the start of a value. */
export const firstCharacter: Explain = trouble => {
  const { before, char } = trouble
  if (!/[@`%?]/.test(char) || !/(?:^|[\s[{,])$/.test(before)) return undefined
  const at = spanFrom(trouble, /^[^\s,\]}]+/)
  const word = at.source.text.slice(at.start, at.end)
  return invalid(at, {
    message: `text without quotes cannot begin with \`${char}\``,
    help: `put it in quotes: \`"${word}"\``
  })
}

/** For text on the same line after `|` or `>`. */
export const blockHeader: Explain = trouble => {
  const { reason } = trouble
  if (!/^a line break is expected|chomping mode|indentation width/.test(reason)) return undefined
  return invalid(spanFrom(trouble, /^.+/), {
    message: 'text cannot start on the same line as its `|` or `>`',
    help: 'start the text on the next line, indented further than the field'
  })
}
