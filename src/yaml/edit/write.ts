/** The values that YAML and JSON have in common. */
export type Data = string | number | boolean | readonly Data[] | Fields

export interface Fields {
  readonly [name: string]: Data
}

/** Data on one line: `{name: Alice, groups: [a, b]}`. */
export function inline(value: Data): string {
  if (typeof value === 'string') return word(value)
  if (isList(value)) return `[${value.map(inline).join(', ')}]`
  if (typeof value !== 'object') return String(value)
  return `{${Object.entries(value)
    .map(([name, inner]) => `${word(name)}: ${inline(inner)}`)
    .join(', ')}}`
}

/** A field in block style, with `indent` before each line; lists of scalars stay on one line. */
export function block(name: string, value: Data, indent: string): string {
  const start = `${indent}${word(name)}:`
  if (isList(value) && value.some(item => typeof item === 'object')) {
    return `${start}\n${value.map(item => entry(item, `${indent}  `)).join('')}`
  }
  if (typeof value !== 'object' || isList(value) || Object.keys(value).length === 0) {
    return `${start} ${inline(value)}\n`
  }
  return `${start}\n${lines(value, `${indent}  `)}`
}

/** A list item with its dash. */
export function entry(value: Data, indent: string): string {
  const isShort = typeof value !== 'object' || isList(value) || Object.keys(value).length === 0
  if (isShort) return `${indent}- ${inline(value)}\n`
  return `${indent}- ${lines(value, `${indent}  `).trimStart()}`
}

function lines(fields: Fields, indent: string): string {
  return Object.entries(fields)
    .map(([name, value]) => block(name, value, indent))
    .join('')
}

/** A text, in quotes unless every YAML reader takes it for a string. */
export function word(text: string): string {
  const isPlain = amount.test(text) || (plain.test(text) && !special.test(text))
  return isPlain ? text : JSON.stringify(text)
}

const plain =
  /^(?:[\p{L}_/]|\d+(?:\.\d+){3}\/)(?:[\p{L}\p{M}\p{N}_./@+%='()&-]|:(?=[\p{L}\p{N}/:])| (?=[\p{L}\p{N}(_/]))*$/u

/** An amount with its unit, which no reader takes for a number. */
const amount = /^\d+(?:\.\d+)?(?:m|[KMGTP]i)$/

/** What YAML 1.1 or 1.2 does not read as a string. */
const special = /^(?:y|yes|n|no|on|off|true|false|null|\.nan|\.inf)$/i

function isList(value: Data): value is readonly Data[] {
  return Array.isArray(value)
}
