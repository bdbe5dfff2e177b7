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
    const text = whole.replace(/(?:\r\n?|\n) /g, '').replace(/(?<![\r\n])[\r\n]+$/, '')
    const end = start + whole.replace(/(?<![\r\n])[\r\n]+$/, '').length
    lines.push({ text, at: { source, start, end } })
  }
  return lines
}

function attributeOf({ text, at }: Line, report: Report): Attribute | undefined {
  const [, described, sign = '', rest = ''] =
    /^([A-Za-z0-9.;=*_-]+):([:<]?) *(.*)$/s.exec(text) ?? []
  if (described === undefined) {
    const help = 'an entry is lines such as `mail: alice@example.com`, with an empty line after it'
    report(malformed(at, 'expected a line such as `name: value`', help))
    return undefined
  }
  const [name = '', ...options] = described.toLowerCase().split(';')
  if (sign !== ':') return { name, options, value: sign === '<' ? undefined : rest.trimEnd(), at }
  const bytes = bytesOf(rest)
  if (!bytes) {
    report(
      malformed(
        at,
        `the value of \`${name}\` is not valid Base64`,
        'export it again: it is incomplete'
      )
    )
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
