import type { Diagnostic } from './diagnostic.ts'
import { positionOf } from './position.ts'
import { looksLike } from './secret-patterns.ts'
import type { Source, Span } from './source.ts'

type Range = readonly [start: number, end: number]

/** A longer line is not a single value, and only part of it is shown anyway. */
const longest = 2000

/**
 * Hides secrets in messages and quoted lines, because more people may read the output than the
 * repository. The replacement is as long as the secret.
 */
export function redact(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const ranges = secretsIn(diagnostics)
  if (ranges.size === 0) return [...diagnostics]
  const sources = new Map([...ranges].map(([source, found]) => [source, cover(source, found)]))
  const shown = (at: Span) => ({ ...at, source: sources.get(at.source) ?? at.source })
  return diagnostics.map(({ related, help, ...diagnostic }) => ({
    ...diagnostic,
    message: hide(diagnostic.message),
    at: shown(diagnostic.at),
    ...(related && { related: related.map(({ message, at }) => ({ message, at: shown(at) })) }),
    ...(help !== undefined && { help: hide(help) })
  }))
}

type Ranges = ReadonlyMap<Source, ReadonlyMap<number, Range>>

function secretsIn(diagnostics: readonly Diagnostic[]): Ranges {
  const ranges = new Map<Source, Map<number, Range>>()
  const seen = new Set<string>()
  const add = (source: Source, range: Range) =>
    ranges.set(source, (ranges.get(source) ?? new Map<number, Range>()).set(range[0], range))
  for (const { code, at } of diagnostics) {
    if (code !== 'forbidden-literal') continue
    add(at.source, [at.start, at.end])
    seen.add(`${at.source.path}:${lineAt(at.source, at.start)}`)
  }
  for (const { at, related = [] } of diagnostics) {
    for (const { source, start } of [at, ...related.map(other => other.at)]) {
      const from = lineAt(source, start)
      const id = `${source.path}:${from}`
      if (from === undefined || seen.has(id)) continue
      seen.add(id)
      const range = onLine(source, from)
      if (range) add(source, range)
    }
  }
  return ranges
}

/** The start of a line, unless it is too long to check. */
function lineAt(source: Source, offset: number): number | undefined {
  const before = positionOf(source, offset).column - 1
  return before < longest ? offset - before : undefined
}

/** The value on a line, if it is a secret. */
function onLine({ text }: Source, from: number): Range | undefined {
  const [line = ''] = text.slice(from, from + longest).split('\n', 1)
  const [, before = '', key = '', value = ''] =
    /^([\s-]*(?:["']?([\w.-]+)["']?:)?\s*)(.*)$/.exec(line) ?? []
  // A field called `secret` contains a path, not a secret.
  const what = looksLike(value, key === 'secret' ? '' : key)
  return what === undefined ? undefined : [from + before.length, from + line.length]
}

function cover({ path, text }: Source, ranges: ReadonlyMap<number, Range>): Source {
  const parts: string[] = []
  let done = 0
  for (const [start, end] of [...ranges.values()].sort(([a], [b]) => a - b)) {
    parts.push(
      text.slice(done, start),
      text.slice(Math.max(done, start), end).replace(/[^\n]/g, '*')
    )
    done = Math.max(done, end)
  }
  return { path, text: parts.join('') + text.slice(done) }
}

function hide(message: string): string {
  return message.replace(/`([^`]+)`/g, (all, text: string) => (looksLike(text) ? '`***`' : all))
}
