/** A piece of a page. Only `html` makes one, so whatever else comes into a page is escaped. */
export interface Html {
  readonly html: string
}

type Hole = string | number | Html | null | undefined | readonly Hole[]

/** Escapes each text that is put in; a list is put in item by item, and nothing for what is not there. */
export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  let text = parts[0] ?? ''
  for (const [at, hole] of holes.entries()) text += written(hole) + (parts[at + 1] ?? '')
  return { html: text }
}

export const nothing: Html = { html: '' }

function written(hole: Hole): string {
  if (hole === null || hole === undefined) return ''
  if (typeof hole === 'string') return escaped(hole)
  if (typeof hole === 'number') return String(hole)
  if ('html' in hole) return hole.html
  return hole.map(written).join('')
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}

/** Also what turns the direction of a text, or cannot be seen, because a name must look like what it is. */
const unsafe = /[&<>"'\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

function escaped(text: string): string {
  return text.replace(unsafe, char => escapes[char] ?? spelled(char))
}

function spelled(char: string): string {
  if (char === '\n' || char === '\t') return char
  return `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
}

/** Data as a text that ends no script. */
export function json(data: unknown): string {
  return JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}
