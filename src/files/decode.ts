import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts'
import { type Source, type Span, startOf } from '../diagnostics/source.ts'
import type { RawFile } from './disk.ts'
import type { Found } from './find.ts'

// Keep a byte-order mark in the text, so that offsets stay correct and it can be reported.
const lax = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Characters that are invisible in a review: control characters, lone surrogates, line breaks that git
 * does not recognize, and marks that change the direction of text.
 */
export const invisible =
  /[^\P{Cc}\t\n\r]|\r(?!\n)|[\p{Cs}\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/u

/** The text at a path, or nothing if it cannot be used. */
export function contentOf({ path, file }: Found, report: Report): Source | undefined {
  if (file.kind === 'file') return decode(path, file.bytes, report)
  report({ ...refusal(file), at: startOf({ path, text: '' }) })
  return undefined
}

/** Decodes a file, or reports why a parser cannot continue with it. */
function decode(path: string, bytes: Uint8Array, report: Report): Source | undefined {
  if (encodingOf(bytes) !== 'utf-8') {
    report(mistaken('otherEncoding', startOf({ path, text: '' })))
    return undefined
  }
  const source = decodeForeign(path, bytes, report)
  if (!source) return undefined
  const { text } = source
  const first = text.startsWith('\ufeff') ? 1 : 0
  if (first === 1) report(mistaken('byteOrderMark', { source, start: 0, end: first }))
  if (!text.includes('\n') && text.includes('\r')) {
    report(mistaken('oldLineEnds', startOf({ path, text: '' })))
    return undefined
  }
  const found = first + text.slice(first).search(invisible)
  if (found < first) return source
  report(unseen({ source, start: found, end: found + 1 }))
  return undefined
}

/** Decodes a file that no person wrote, where invisible characters are allowed. */
export function decodeForeign(path: string, bytes: Uint8Array, report: Report): Source | undefined {
  const encoding = encodingOf(bytes)
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  try {
    return { path, text: decoder.decode(bytes) }
  } catch {
    // The error has no position.
    const isWide = encoding !== 'utf-8'
    report(
      isWide ? mistaken('otherEncoding', startOf({ path, text: '' })) : foreignByte(path, bytes)
    )
    return undefined
  }
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** Detects UTF-16 by its byte-order mark, or by ASCII characters with a NUL next to each. */
function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b] = bytes
  const zeros = [...bytes.subarray(0, 4)].map(byte => (byte === 0 ? 0 : 1)).join('')
  if ((a === 0xff && b === 0xfe) || zeros === '1010') return 'utf-16le'
  return (a === 0xfe && b === 0xff) || zeros === '0101' ? 'utf-16be' : 'utf-8'
}

/** Finds where decoding inserted a replacement character that is not in the file. */
function foreignByte(path: string, bytes: Uint8Array): Diagnostic {
  const encoder = new TextEncoder()
  const source = { path, text: lax.decode(bytes) }
  let offset = 0
  let last = 0
  for (const { index } of source.text.matchAll(/\ufffd/g)) {
    offset += encoder.encode(source.text.slice(last, index)).length
    const [a = 0, b, c] = bytes.subarray(offset, offset + 3)
    if (a !== 0xef || b !== 0xbf || c !== 0xbd) {
      return {
        code: 'invalid-encoding',
        message: `byte \`0x${a.toString(16)}\` is not valid UTF-8`,
        at: { source, start: index, end: index + 1 },
        help: 'save the file as UTF-8; it looks like another encoding, such as Latin-1'
      }
    }
    last = index
  }
  throw new Error(`bug: ${path} was refused as UTF-8, yet holds no foreign byte`)
}

/** What is wrong with a file as a whole, and how to save it instead. */
const whole = {
  otherEncoding: ['this file is encoded as UTF-16', 'save it as UTF-8'],
  byteOrderMark: [
    'there is an invisible byte-order mark before the first character',
    'save the file as UTF-8 without a byte-order mark (BOM)'
  ],
  oldLineEnds: [
    'the lines of this file end with CR alone, as on old Macs',
    'save it with the line ends of Unix (LF)'
  ]
} as const

function mistaken(what: keyof typeof whole, at: Span): Diagnostic {
  const [message, help] = whole[what]
  return { code: 'invalid-encoding', message, at, help }
}

function unseen(at: Span): Diagnostic {
  const unit = at.source.text.charCodeAt(at.start).toString(16).toUpperCase().padStart(4, '0')
  return {
    code: 'invalid-encoding',
    message: `there is an invisible character here: U+${unit}`,
    at,
    help: 'delete it'
  }
}

/** For quoted text that contains an invisible character. */
export function unseenEscape(at: Span): Diagnostic {
  return {
    code: 'invalid-encoding',
    message: 'an escape in this text stands for an invisible character',
    at,
    help: 'delete it, or use single quotes if the backslash is meant'
  }
}

type Refused = Exclude<RawFile, { kind: 'file' }>

function refusal(file: Refused): Pick<Diagnostic, 'code' | 'message' | 'help'> {
  switch (file.kind) {
    case 'large':
      return {
        code: 'invalid-size',
        message: `this file is ${size(file.size)}, but the limit is ${size(file.limit)}`,
        help: 'look for something that was pasted in by mistake'
      }
    case 'link':
      return {
        code: 'invalid-file',
        message: `this is a symbolic link to \`${file.target}\`, and a change of that file would not show here`,
        help: 'put the file itself here'
      }
    case 'special':
      return {
        code: 'invalid-file',
        message: 'this is a pipe, a socket or a device',
        help: 'put a regular file here'
      }
    case 'unreadable':
      return {
        code: 'invalid-file',
        message: 'this file cannot be read',
        help: 'check its permissions, and that its name is plain text'
      }
  }
}

function size(bytes: number): string {
  const [unit, name] = bytes < 1024 * 1024 ? [1024, 'KB'] : [1024 * 1024, 'MB']
  return `${Math.ceil(bytes / unit)} ${name}`
}
