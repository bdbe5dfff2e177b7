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
// Wide and fullwidth characters in EastAsianWidth.txt; emoji are matched by a property instead.
const wide =
  /[\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u3247\u3250-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2fb}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}\p{EPres}]/u

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
  return [...text].reduce((sum, char) => sum + (zero.test(char) ? 0 : wide.test(char) ? 2 : 1), 0)
}
