import type { Report } from '../diagnostics/diagnostic.ts'
import type { Source, Span } from '../diagnostics/source.ts'
import type { Entry, Node } from '../yaml/node.ts'
import { malformed, spot } from './malformed.ts'

/** No export is nested more deeply, and each level uses stack space. */
const deepest = 100

interface Scan {
  readonly source: Source
  readonly report: Report
  at: number
  depth: number
}

/**
 * Parses JSON into the same located tree as YAML. `parseYaml` would reject tabs and invisible
 * characters, which other programs write.
 */
export function parseJson(source: Source, report: Report): Node | undefined {
  const scan = { source, report, at: 0, depth: 0 }
  const node = readValue(scan)
  if (!node) return undefined
  if (take(scan, end) === undefined) return expected(scan, 'the end of the file')
  return node
}

function readValue(scan: Scan): Node | undefined {
  take(scan, space)
  const { source, at: start } = scan
  const opener = take(scan, openers)
  if (opener !== undefined) return readCollection(scan, opener, start)
  const word = take(scan, words)
  if (word !== undefined) {
    return { kind: 'scalar', value: JSON.parse(word), source, start, end: scan.at }
  }
  const value = readText(scan)
  if (value === undefined) return expected(scan, 'a value')
  return { kind: 'scalar', value, source, start, end: scan.at }
}

const space = /[ \t\n\r]*/y
const end = /[ \t\n\r]*$/y
const openers = /[[{]/y
const words = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y
const text = /"[^"\\\n\r]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\n\r]*)*"/y
const colon = /[ \t\n\r]*:/y
const comma = /[ \t\n\r]*,/y
const brace = /[ \t\n\r]*}/y
const bracket = /[ \t\n\r]*]/y

function readCollection(scan: Scan, opener: string, start: number): Node | undefined {
  if (scan.depth === deepest) return tooDeep(scan, start)
  scan.depth++
  const isMap = opener === '{'
  const entries = new Map<string, Entry>()
  const items: Node[] = []
  const isRead = readEach(scan, isMap ? brace : bracket, () => {
    if (isMap) return readEntry(scan, entries)
    const item = readValue(scan)
    if (item) items.push(item)
    return item !== undefined
  })
  scan.depth--
  if (!isRead) return undefined
  const span = { source: scan.source, start, end: scan.at }
  return isMap ? { kind: 'mapping', entries, ...span } : { kind: 'sequence', items, ...span }
}

function tooDeep({ source, report }: Scan, start: number): undefined {
  const message = `values are nested deeper than ${deepest} levels`
  report({ code: 'invalid-nesting', message, at: spot(source, start) })
}

/** Reads comma-separated items up to the closing bracket. */
function readEach(scan: Scan, close: RegExp, read: () => boolean): boolean {
  if (take(scan, close) !== undefined) return true
  while (read()) {
    if (take(scan, close) !== undefined) return true
    if (take(scan, comma) === undefined) {
      expected(scan, '`,` or the closing bracket')
      return false
    }
  }
  return false
}

function readEntry(scan: Scan, entries: Map<string, Entry>): boolean {
  take(scan, space)
  const { source, at: start } = scan
  const name = readText(scan)
  const key: Span = { source, start, end: scan.at }
  if (name === undefined || take(scan, colon) === undefined) {
    expected(scan, name === undefined ? 'a name in double quotes' : '`:`')
    return false
  }
  const value = readValue(scan)
  if (!value) return false
  const first = entries.get(name)
  if (first) {
    const related = [{ message: 'first written here', at: first.key }]
    scan.report({
      code: 'duplicate-key',
      message: `\`${name}\` is written twice`,
      at: key,
      related
    })
    return false
  }
  entries.set(name, { key, value })
  return true
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

function readText(scan: Scan): string | undefined {
  const body = take(scan, text)?.slice(1, -1)
  return body?.replace(/\\(?:u(....)|(.))/g, (_, code: string | undefined, char: string) =>
    code === undefined ? (escapes[char] ?? char) : String.fromCharCode(Number.parseInt(code, 16))
  )
}

function take(scan: Scan, pattern: RegExp): string | undefined {
  pattern.lastIndex = scan.at
  const found = pattern.exec(scan.source.text)?.[0]
  if (found !== undefined) scan.at = pattern.lastIndex
  return found
}

function expected({ source, report, at }: Scan, what: string): undefined {
  const start = at + (/^[ \t\n\r]*/.exec(source.text.slice(at, at + 1000))?.[0].length ?? 0)
  const isOver = start >= source.text.length
  const help = isOver ? 'export it again: it is incomplete' : 'check the program that wrote it'
  const message = `expected ${what}, found ${isOver ? 'the end of the file' : 'something else'}`
  report(malformed(spot(source, start), message, help))
}
