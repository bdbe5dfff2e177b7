import { wrap } from '../../src/text/wrap.ts'
import type { Command } from './flags.ts'

/** Even in a narrow terminal, the column of explanations has room for words. */
const narrowest = 20

/** How a command is called, in lines that fit the width. */
export function usage({ name, about, operands = [], flags = {} }: Command, width: number): string {
  const rows = Object.entries(flags).map(([flag, { value, about }]) => {
    return [`--${flag}${value ? ` ${value}` : ''}`, about] as const
  })
  const left = Math.max(...rows.map(([first]) => first.length), 0) + '    '.length
  const explained = rows.map(([first, words]) => {
    const lines = wrap(words, Math.max(narrowest, width - left), '')
    return `${`  ${first}`.padEnd(left)}${lines.join(`\n${' '.repeat(left)}`)}\n`
  })
  const call = [`tenantry ${name}`, ...operands, ...(rows.length > 0 ? ['[flags]'] : [])]
  return `usage: ${call.join(' ')}\n${inLines(about, width)}\n${explained.join('')}`
}

/** Lines that were broken by hand are joined where the width decides. */
function inLines(text: string, width: number): string {
  if (width === Infinity) return text
  return wrap(text.replaceAll('\n', ' '), Math.max(narrowest, width), '').join('\n')
}
