import { type Explain, invalid, lineAbove } from './parser-error.ts'

/** A sign where YAML wants `- `: one without its space, or a dash or bullet of a word processor. */
interface Mark {
  readonly sign: string
  readonly message: string
  readonly help: string
}

const signs =
  /^(?:-(?=[^\s-])|\*(?= )|[\u2010-\u2015\u2022\u2023\u2043\u2212\u00b7\u25aa\u25cf](?=.))/

export function markOf(text: string): Mark | undefined {
  const sign = signs.exec(text)?.[0]
  const help = 'begin each entry with `-` and a space'
  if (sign === undefined) return undefined
  return sign === '-'
    ? { sign, message: 'a space is missing after this `-`', help }
    : { sign, message: `this \`${sign}\` is another character than \`-\``, help }
}

/** For such a sign in the line where the parser failed, or in one above that this line belongs to. */
export const listMark: Explain = ({ source, line }) => {
  for (let at = line; ; ) {
    const mark = markOf(at.text.slice(at.column))
    const start = at.start + at.column
    if (mark) return invalid({ source, start, end: start + mark.sign.length }, mark)
    const above = lineAbove(source.text, at)
    if (!above || above.column >= at.column) return undefined
    at = above
  }
}
