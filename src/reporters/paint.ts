import type { Severity } from '../diagnostics/diagnostic.ts'

export type Style = Severity | 'strong' | 'note' | 'help' | 'gutter'

/** Dresses a text for the terminal, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string

// Bold, and with it red, yellow, green, cyan and blue.
const codes: Record<Style, string> = {
  error: '1;31',
  warning: '1;33',
  strong: '1',
  note: '1;32',
  help: '1;36',
  gutter: '1;34'
}

export function painter(color: boolean): Paint {
  return (style, text) => (color && text !== '' ? `\x1b[${codes[style]}m${text}\x1b[0m` : text)
}
