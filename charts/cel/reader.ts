import { type Token, tokens } from './tokens.ts'

/** The words of an expression, and how far they were read. */
export interface Reader {
  readonly words: readonly Token[]
  at: number
}

const end: Token = { kind: 'end', value: '' }

export function readerOf(text: string): Reader {
  return { words: tokens(text), at: 0 }
}

export function peek({ words, at }: Reader): Token {
  return words[at] ?? end
}

export function next(reader: Reader): Token {
  const token = peek(reader)
  reader.at++
  return token
}

/** Takes the sign if it comes next. */
export function take(reader: Reader, sign: string): boolean {
  const { kind, value } = peek(reader)
  if (kind !== 'sign' || value !== sign) return false
  reader.at++
  return true
}

export function expect(reader: Reader, sign: string): void {
  if (!take(reader, sign)) throw new Error(`bug: CEL lacks ${sign} before ${peek(reader).value}`)
}
