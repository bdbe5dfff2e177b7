export interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'sign' | 'end'
  readonly value: string
}

const kinds = [
  ['text', /r"""(.*?)"""|r'([^']*)'|r"([^"]*)"|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['name', /[A-Za-z_]\w*/y],
  ['sign', /\|\||&&|[=!<>]=|[-+*/%<>!?:.,()[\]{}]/y]
] as const

/** A CEL expression cut into its words. */
export function tokens(text: string): Token[] {
  const found: Token[] = []
  for (let at = skip(text, 0); at < text.length; ) {
    const token = readToken(text, at)
    found.push(token.token)
    at = skip(text, token.end)
  }
  return found
}

function readToken(text: string, at: number): { token: Token; end: number } {
  for (const [kind, pattern] of kinds) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (!match) continue
    const value = kind === 'text' ? unquote(match) : match[0]
    return { token: { kind, value }, end: pattern.lastIndex }
  }
  throw new Error(`bug: no CEL at ${text.slice(at)}`)
}

function unquote([, long, single, double, ...escaped]: RegExpExecArray): string {
  const raw = long ?? single ?? double
  if (raw !== undefined) return raw
  const text = escaped.find(part => part !== undefined) ?? ''
  return JSON.parse(`"${text.replaceAll("\\'", "'").replace(/(?<!\\)"/g, '\\"')}"`) as string
}

function skip(text: string, at: number): number {
  let end = at
  while (/\s/.test(text.charAt(end))) end++
  return end
}
