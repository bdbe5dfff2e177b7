import { loadAll, YAMLException } from 'js-yaml'
import { invisible } from '../files/decode.ts'

/** A value that Kubernetes accepts and JSON can express. */
type Value = string | number | boolean | readonly Value[] | Fields
type Fields = Readonly<Record<string, unknown>>

/**
 * Writes objects as YAML documents. js-yaml's `dump` takes ten times as long, half of the time budget
 * for a thousand tenants; a test reads everything back with js-yaml.
 */
export function dump(documents: readonly object[]): string {
  return documents.map(document => mapping(document as Fields, '\n', root).slice(1)).join('\n---\n')
}

/** These come first because readers look for them; other fields are sorted by name. */
const root = ['apiVersion', 'kind', 'metadata']
const metadata = ['name', 'namespace', 'labels', 'annotations']

/** A map, with a line break and the indentation in `line` before each of its lines. */
function mapping(fields: Fields, line: string, first: readonly string[]): string {
  let text = ''
  for (const key of keysOf(fields, first)) {
    const order = first === root && key === 'metadata' ? metadata : []
    text += `${line}${keyOf(key)}:${inner(valueAt(fields, key), line, order)}`
  }
  return text
}

function keysOf(fields: Fields, first: readonly string[]): string[] {
  const keys = Object.keys(fields).sort()
  if (first.length === 0) return keys
  const ahead = first.filter(key => Object.hasOwn(fields, key))
  return [...ahead, ...keys.filter(key => !ahead.includes(key))]
}

function valueAt(fields: Fields, key: string): Value {
  const value = fields[key]
  if (isValue(value)) return value
  throw new Error(`bug: ${key} is ${value}, which YAML cannot say`)
}

function isValue(value: unknown): value is Value {
  const isNumber = Number.isSafeInteger(value)
  const isObject = typeof value === 'object' && value !== null
  return typeof value === 'string' || isObject || isNumber || typeof value === 'boolean'
}

/** A value after `key:`. */
function inner(value: Value, line: string, first: readonly string[]): string {
  if (typeof value === 'string') return ` ${textOf(value, line)}`
  if (typeof value !== 'object') return ` ${value}`
  if (Array.isArray(value)) return value.length === 0 ? ' []' : items(value, `${line}  `)
  const text = mapping(value as Fields, `${line}  `, first)
  return text === '' ? ' {}' : text
}

function items(values: readonly unknown[], line: string): string {
  let text = ''
  for (const value of values) {
    if (!isValue(value)) throw new Error(`bug: a list holds ${value}, which YAML cannot say`)
    const own = inner(value, line, [])
    // The first line of the content follows the dash.
    text += `${line}-${own[0] === '\n' ? ` ${own.slice(line.length + 2)}` : own}`
  }
  return text
}

const keys = new Map<string, string>()

function keyOf(key: string): string {
  let text = keys.get(key)
  if (text === undefined) {
    text = isPlain(key) ? key : quoted(key)
    keys.set(key, text)
  }
  return text
}

function textOf(value: string, line: string): string {
  if (isPlain(value)) return value
  return isBlock(value) ? block(value, line) : quoted(value)
}

/** Starts unlike a number, date or YAML syntax, and contains nothing that ends a plain scalar. */
function isPlain(text: string): boolean {
  return plain.test(text) && !words.test(text)
}

const plain =
  /^(?:\.{0,2}[A-Za-z/]|[0-9][0-9.]*(?:[ac-df-np-wyzA-DF-WYZ/]|Ei))(?:[!-9;-~]|:+(?=[!-9;-~])| (?=[!"$-9;-~]))*$/

/** Words that YAML 1.1 reads as a boolean, a number or null. */
const words = /^(?:y|yes|n|no|on|off|true|false|null|\.?nan|\.?inf)$/i

/** Several lines, the first of which shows the indentation, with at most one final line break. */
function isBlock(text: string): boolean {
  return /^\S.*\n/.test(text) && !text.endsWith('\n\n') && !isHidden(text)
}

function block(text: string, line: string): string {
  const body = text.replace(/\n$/, '')
  const lines = body.split('\n').map(each => (each === '' ? '\n' : `${line}  ${each}`))
  return `${body === text ? '|-' : '|'}${lines.join('')}`
}

/** Characters that a reviewer cannot see must be escaped. */
function isHidden(text: string): boolean {
  return /[\t\r]/.test(text) || invisible.test(text)
}

function quoted(text: string): string {
  if (!text.includes('\n') && !isHidden(text)) return `'${text.replaceAll("'", "''")}'`
  return JSON.stringify(text).replace(new RegExp(invisible, 'gu'), escaped)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** The objects in a generated file; nothing if somebody broke it. */
export function load(text: string): readonly unknown[] {
  try {
    return loadAll(text)
  } catch (error) {
    if (error instanceof YAMLException) return []
    throw error
  }
}
