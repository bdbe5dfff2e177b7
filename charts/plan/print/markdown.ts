import { harmless } from '../../../src/text/width.ts'

/** A text whose every sign is shown as it is. What is in backticks becomes code, in which nobody is mentioned. */
export function prose(text: string): string {
  return text
    .split('`')
    .map((part, at) => (at % 2 === 1 ? code(part) : plain(part)))
    .join('')
}

/** Where a table, a tag, a mention or a link could begin. */
function plain(text: string): string {
  return harmless(text)
    .replace(/[\\*_[\]|~#]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/(?<!\w)@/g, '&#64;')
    .replaceAll('://', '&#58;//')
    .replace(/www\./gi, found => `${found.slice(0, -1)}&#46;`)
}

/** Code that no text can end. A table is split at each bar, even within code. */
export function code(text: string): string {
  const shown = harmless(text).replaceAll('|', '\u00a6')
  if (shown === '') return ''
  const mark = '`'.repeat(longestRun(shown) + 1)
  const room = /^`|`$/.test(shown) ? ' ' : ''
  return `${mark}${room}${shown}${room}${mark}`
}

/** Lines in a block that they cannot end. */
export function block(lines: readonly string[], language = ''): string {
  return fenced(lines.map(harmless).join('\n'), language)
}

/** A text as it is, in a block that it cannot end. */
export function fenced(text: string, language: string): string {
  const mark = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${mark}${language}\n${text}\n${mark}\n`
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  return `${line(head)}${line(head.map(() => '---'))}${rows.map(line).join('')}`
}

/** What one opens to read. */
export function details(summary: string, content: string): string {
  return `<details><summary>${plain(summary)}</summary>\n\n${content}\n</details>\n`
}
