/**
 * A distinguished name in the one form in which two can be compared (RFC 4514): servers differ in
 * case, blanks, and how they escape. Nothing if it is none.
 */
export function normalDn(text: string): string | undefined {
  // Some servers put a unique identifier behind the name: `cn=a#'0101'B`.
  const parts = split(text.replace(/#'[01]*'B$/, ''), /[,;]/)
  const names = parts.map(part => split(part, /\+/).map(normalPair))
  if (names.some(pairs => pairs.includes(undefined))) return undefined
  return names.map(pairs => pairs.sort().join('+')).join(',')
}

/** The value of the first part: `fraud` of `cn=fraud,ou=groups,dc=example,dc=com`. */
export function firstName(dn: string): string {
  const [part = ''] = split(dn, /[,;+]/)
  return unescaped(part.slice(part.indexOf('=') + 1))
}

/** At marks that are neither escaped nor in quotes. */
function split(text: string, mark: RegExp): string[] {
  if (!/[\\"]/.test(text)) return text.split(mark)
  const parts = ['']
  let isQuoted = false
  for (const [piece] of text.matchAll(/\\[\s\S]|[\s\S]/g)) {
    if (piece === '"') isQuoted = !isQuoted
    if (!isQuoted && piece.length === 1 && mark.test(piece)) parts.push('')
    else parts.push(`${parts.pop()}${piece}`)
  }
  return parts
}

function normalPair(text: string): string | undefined {
  const [, type, value] =
    /^\s*(?:oid\.)?([a-z][a-z0-9-]*|\d+(?:\.\d+)*)\s*=(.*)$/is.exec(text) ?? []
  if (type === undefined || value === undefined) return undefined
  // Escaped again in one way, so that a comma in a name is never one between names.
  const plain = unescaped(value).replace(/\s+/g, ' ').toLowerCase()
  return `${type.toLowerCase()}=${plain.replace(/[\\,+=]/g, '\\$&')}`
}

const decoder = new TextDecoder()

/** `\2C`, `\,` and quotes as what they stand for; hexadecimal digits are bytes of UTF-8. */
function unescaped(value: string): string {
  const bare = value
    .replace(/^\s+/, '')
    .replace(/(?<!\\)\s+$/, '')
    .replace(/^"(.*)"$/s, '$1')
  return bare.replace(/(?:\\[0-9a-f]{2})+|\\([\s\S])/gi, (found, char: string | undefined) => {
    if (char !== undefined) return char
    const bytes = found
      .slice(1)
      .split('\\')
      .map(digits => Number.parseInt(digits, 16))
    return decoder.decode(Uint8Array.from(bytes))
  })
}
