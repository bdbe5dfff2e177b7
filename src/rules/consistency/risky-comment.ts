import { endOfLine } from '../../yaml/scan.ts'
import type { Rule } from '../rule.ts'
import { walkFiles } from '../support/walk.ts'

/** In YAML, a space and a `#` end a text without quotes, which may not be what its author meant. */
export const riskyComment: Rule = (model, report, context) => {
  walkFiles(model, context, (_, { key, around }, { source, end }) => {
    if (key !== 'description' && !written.has(around)) return
    const stop = endOfLine(source.text, end)
    const blanks = /^[ \t]+(?=#)/.exec(source.text.slice(end, stop))?.[0]
    if (blanks === undefined || isQuoted(source.text.charAt(end - 1))) return
    report({
      code: 'risky-comment',
      message: `the text ends here: a \`#\` after a space begins a comment`,
      at: { source, start: end + blanks.length, end: stop },
      help: 'put the whole text in quotes, or the comment on a line of its own'
    })
  })
}

/** Fields whose values are any text. */
const written = new Set(['env', 'annotations'])

function isQuoted(last: string): boolean {
  return last === '"' || last === "'"
}
