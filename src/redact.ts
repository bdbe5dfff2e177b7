import type { Diagnostic } from './diagnostic.ts'
import { looksLike } from './literal.ts'
import type { Source, Span } from './source.ts'

type Range = readonly [start: number, end: number]

/** A longer line holds more than one value, and is shown in part anyway. */
const longest = 2000

/**
 * The same mistakes, but no word and no line of them shows a secret: what is printed may be read
 * by more people than the repository. What hides a secret is as long as the secret.
 */
export function redact(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const ranges = new Map<Source, Map<number, Range>>()
  for (const diagnostic of diagnostics) {
    for (const span of spansOf(diagnostic)) {
      const { code } = diagnostic
      const range = code === 'forbidden-literal' ? ([span.start, span.end] as const) : onLine(span)
      if (!range) continue
      ranges.set(span.source, (ranges.get(span.source) ?? new Map()).set(range[0], range))
    }
  }
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

function spansOf({ at, related = [] }: Diagnostic): Span[] {
  return [at, ...related.map(other => other.at)]
}

/** The value on the line where a span begins, if that is a secret. */
function onLine({ source: { text }, start }: Span): Range | undefined {
  const above = text.slice(Math.max(0, start - longest), start)
  const from = start - above.length + above.lastIndexOf('\n') + 1
  const [line = ''] = text.slice(from, from + longest).split('\n', 1)
  const [, before = '', key = '', value = ''] =
    /^([\s-]*(?:["']?([\w.-]+)["']?:)?\s*)(.*)$/.exec(line) ?? []
  // A field `secret` says where a secret is.
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
