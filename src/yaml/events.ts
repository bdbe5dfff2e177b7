import { EVENT_ID, type Event } from 'js-yaml'
import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts'
import type { Source, Span } from '../diagnostics/source.ts'
import { directive } from './forbidden.ts'
import { endOfLine, skipSpace } from './scan.ts'

/** The events of one document. */
export interface Stream {
  readonly source: Source
  readonly events: readonly Event[]
  /** After `---`, if present. */
  readonly start: number
}

/** Reports directives and any further documents. */
export function firstDocument(source: Source, events: readonly Event[], report: Report): Stream {
  const start = skipHead(source, report)
  const second = events.findIndex(({ type }, index) => index > 0 && type === EVENT_ID.DOCUMENT)
  if (second === -1) return { source, events, start }
  const stream = { source, events: events.slice(0, second), start }
  report({
    code: 'invalid-document',
    message: 'a second document begins here',
    at: markerAfter(stream),
    help: 'a file holds one document: delete this line, or move what follows to a file of its own'
  })
  return stream
}

/** The events of every document, split where the next one begins. */
export function eachDocument(source: Source, events: readonly Event[]): Stream[] {
  const starts = events.flatMap(({ type }, index) => (type === EVENT_ID.DOCUMENT ? [index] : []))
  return starts.map((from, index) => {
    const own = events.slice(from, starts[index + 1])
    return { source, events: own, start: own.find(isPlaced)?.start ?? 0 }
  })
}

function isPlaced(event: Event): event is Extract<Event, { readonly start: number }> {
  return 'start' in event
}

function skipHead(source: Source, report: Report): number {
  const { text } = source
  let start = skipSpace(text, 0)
  for (;;) {
    const isEnd = /^\.\.\.(?:\s|$)/.test(text.slice(start, start + 4))
    if (text[start] !== '%' && !isEnd) break
    const end = endOfLine(text, start)
    if (!isEnd) report(directive({ source, start, end }))
    start = skipSpace(text, end)
  }
  return /^---(?:\s|$)/.test(text.slice(start, start + 4)) ? start + 3 : start
}

// Only scalars may contain lines inside a document that start with a marker.
function markerAfter({ source, events, start }: Stream): Span {
  const last = events.reduce(
    (end, event) => ('valueEnd' in event ? Math.max(end, event.valueEnd) : end),
    start
  )
  const marker = /^(?:---|\.\.\.)(?=\s|$)/gm
  marker.lastIndex = last
  const found = marker.exec(source.text)?.index ?? last
  return { source, start: found, end: Math.min(found + 3, source.text.length) }
}

/** The allowed nesting of lists and maps; no field needs a third of it. */
const deepest = 32

/** The parser's own limit, which counts some levels twice. */
export const parserDepth = 4 * deepest

/** Reports the first list or map that is nested too deeply. */
export function overlyDeep({ source, events }: Stream): Diagnostic | undefined {
  let depth = 0
  for (const event of events) {
    if (event.type === EVENT_ID.POP) depth--
    if (event.type !== EVENT_ID.SEQUENCE && event.type !== EVENT_ID.MAPPING) continue
    depth++
    if (depth > deepest) return tooDeep({ source, start: event.start, end: event.start + 1 })
  }
  return undefined
}

export function tooDeep(at: Span): Diagnostic {
  return {
    code: 'invalid-nesting',
    message: `this is nested in more than ${deepest} lists and maps`,
    at,
    help: 'no field goes that deep: look for stray brackets and dashes'
  }
}
