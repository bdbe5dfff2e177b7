import { eastAsianWidth } from 'get-east-asian-width'

/** One user-perceived character, in a form that is safe to print. */
export interface Glyph {
  readonly text: string
  /** In terminal cells. */
  readonly width: number
  /** In UTF-16 units of the original text. */
  readonly length: number
}

const tabStop = 4
const ascii = /^[\x20-\x7e]*$/

// Compiling Unicode's own property for these (RGI_Emoji) takes 20 ms, a tenth of a cold start.
const flag = String.raw`\p{RI}{2}|\u{1f3f4}[\u{e0061}-\u{e007a}]{5}\u{e007f}`
const picture = String.raw`\p{ExtPict}(?:\p{EMod}|\ufe0f)?`
const emoji = String.raw`${flag}|[0-9#*]\ufe0f?\u20e3|${picture}(?:\u200d${picture})*`
// GitHub's runner executes `##[command]` anywhere in a line of a log.
const pieces = new RegExp(String.raw`(${emoji})|##\[|.[\p{M}\u200c\u200d]*`, 'gsu')

// Characters that move the cursor, change the text direction, or are invisible. All spaces except the
// ordinary one are included: a no-break space pasted into YAML looks right but is not.
const harmful = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}]|#(?=#\[)/gu
const joiner = /[\u200c\u200d]/
const joined = /^(?!\p{Script=Latin})\p{L}/u
const coloured = /\p{EPres}|\ufe0f|\u20e3/u
const zero = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff\ud7b0-\ud7ff]/u

/** Splits a text into characters that are safe for a terminal; tabs advance to their stops. */
export function glyphs(text: string): Glyph[] {
  const result: Glyph[] = []
  let column = 0
  for (const [piece, picture] of text.matchAll(pieces)) {
    const shown =
      piece === '\t' ? ' '.repeat(tabStop - (column % tabStop)) : (picture ?? safe(piece))
    const width = picture && coloured.test(picture) ? 2 : cells(shown)
    result.push({ text: shown, width, length: piece.length })
    column += width
  }
  return result
}

/** Makes a text safe for a terminal. */
export function harmless(text: string): string {
  const shown = glyphs(text.replaceAll('\t', spell))
  return shown.map(glyph => glyph.text).join('')
}

/** In terminal cells. */
export function width(text: string): number {
  if (ascii.test(text)) return text.length
  return glyphs(text).reduce((sum, glyph) => sum + glyph.width, 0)
}

// Some languages need joiners; after a Latin letter they only deceive.
function safe(piece: string): string {
  return piece.replace(harmful, (char, at) =>
    at > 0 && joiner.test(char) && joined.test(piece) ? char : spell(char)
  )
}

function spell(char: string): string {
  const digits = (char.codePointAt(0) ?? 0).toString(16)
  return digits.length > 4 ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`
}

function cells(text: string): number {
  return [...text].reduce((sum, char) => sum + (zero.test(char) ? 0 : widthOf(char)), 0)
}

function widthOf(char: string): number {
  return eastAsianWidth(char.codePointAt(0) ?? 0)
}
