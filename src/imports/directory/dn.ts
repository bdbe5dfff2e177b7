/**
 * The canonical form of a distinguished name (RFC 4514), because servers differ in case, spaces and
 * escaping. Nothing if it is malformed.
 */
export function normalDn(text: string): string | undefined {
  // Some servers append a unique identifier to the name: `cn=a#'0101'B`.
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

/** Splits a list of names, which programs join with `;`, `|`, line breaks or commas. */
export function listedDns(text: string): string[] {
  const lists = split(text.replace(/[|\n](?=[ \t]*[a-z][a-z0-9-]*[ \t]*=)/gi, ';'), /;/)
  const names = lists.flatMap(list => {
    const found: string[][] = []
    for (const part of split(list, /,/)) {
      const last = found.at(-1)
      // A name ends with its domain or organization, so the next part starts another name.
      if (last && (isEnd(part) || !isEnd(last.at(-1)))) last.push(part)
      else found.push([part])
    }
    return found.map(parts => parts.join(',').trim())
  })
  return names.filter(name => name !== '')
}

function isEnd(part = ''): boolean {
  return /^\s*(?:dc|o|c)\s*=/i.test(part)
}

/** Splits at marks that are neither escaped nor in quotes. */
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
  // Escape again, so that a comma inside a value differs from a separator.
  const plain = unescaped(value).replace(/\s+/g, ' ').toLowerCase()
  return `${type.toLowerCase()}=${plain.replace(/[\\,+=]/g, '\\$&')}`
}

const lenient = new TextDecoder()

/** Resolves `\2C`, `\,` and quotes; hexadecimal digits are UTF-8 bytes. */
function unescaped(value: string): string {
  const from = value.trimStart()
  const { length } = from.trimEnd()
  // A space after a backslash belongs to the value.
  const end = from.charAt(length - 1) === '\\' ? length + 1 : length
  const bare = from.slice(0, end).replace(/^"(.*)"$/s, '$1')
  return bare.replace(/(?:\\[0-9a-f]{2})+|\\([\s\S])/gi, (found, char: string | undefined) => {
    if (char !== undefined) return char
    const bytes = found
      .slice(1)
      .split('\\')
      .map(digits => Number.parseInt(digits, 16))
    return lenient.decode(Uint8Array.from(bytes))
  })
}
