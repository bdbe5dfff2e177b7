import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Source, Span } from '../../diagnostics/source.ts'
import { malformed } from '../malformed.ts'

/** One line of an entry, with the name in lower case and without options: `mail`, not `Mail;lang-en`. */
export interface Attribute {
  readonly name: string
  /** Such as `range=0-1499`. */
  readonly options: readonly string[]
  /** Missing for a binary value, such as a picture. */
  readonly value: string | undefined
  readonly at: Span
}

export type LdifEntry = readonly Attribute[]

/** Parses an LDIF file (RFC 2849), including the output of `ldapsearch`; nothing if it is malformed. */
export function parseLdif(source: Source, report: Report): LdifEntry[] | undefined {
  const entries: Attribute[][] = []
  let entry: Attribute[] = []
  for (const line of linesOf(source)) {
    if (line.text.startsWith('#')) continue
    if (line.text === '' || line.text === '-') {
      entry = []
      continue
    }
    const attribute = attributeOf(line, report)
    if (!attribute) return undefined
    if (attribute.name === 'version' && entries.length === 0) continue
    if (entry.length === 0) entries.push(entry)
    entry.push(attribute)
  }
  return entries
}

interface Line {
  /** Unfolded: a line that starts with a space continues the one above. */
  readonly text: string
  readonly at: Span
}

function linesOf(source: Source): Line[] {
  const pattern = /([^\r\n]*)(?:\r\n?|\n|$)(?:[ ]([^\r\n]*)(?:\r\n?|\n|$))*/y
  const lines: Line[] = []
  for (let start = 0; start < source.text.length; start = pattern.lastIndex) {
    pattern.lastIndex = start
    const [whole = ''] = pattern.exec(source.text) ?? []
    const text = whole.replace(/(?:\r\n?|\n) /g, '').replace(/[\r\n]+$/, '')
    const end = start + whole.replace(/[\r\n]+$/, '').length
    lines.push({ text, at: { source, start, end } })
  }
  return lines
}

function attributeOf({ text, at }: Line, report: Report): Attribute | undefined {
  const [, described, sign = '', rest = ''] =
    /^([A-Za-z0-9.;=*_-]+):([:<]?) *(.*)$/s.exec(text) ?? []
  if (described === undefined) {
    const help = 'an entry is lines such as `mail: alice@example.com`, with an empty line behind it'
    report(malformed(at, 'this line is no `name: value`', help))
    return undefined
  }
  const [name = '', ...options] = described.toLowerCase().split(';')
  if (sign !== ':') return { name, options, value: sign === '<' ? undefined : rest.trimEnd(), at }
  const bytes = bytesOf(rest)
  if (!bytes) {
    report(malformed(at, `\`${name}\` is no Base64`, 'export it again: it is not whole'))
    return undefined
  }
  return { name, options, value: decoded(bytes), at }
}

function bytesOf(base64: string): Uint8Array | undefined {
  const text = base64.replace(/\s/g, '')
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined
  return Uint8Array.from(atob(text), char => char.charCodeAt(0))
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined // a picture, or other binary data
  }
}

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
    return lenient.decode(Uint8Array.from(bytes))
  })
}
