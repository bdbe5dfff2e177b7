import { EVENT_ID } from 'js-yaml'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/source.ts'
import type { Stream } from './events.ts'

/** Lists and maps in each other; no field has a third of it. */
const deepest = 32

/** Where the parser gives up: it counts some levels twice. */
export const parserDepth = 4 * deepest

/** The first list or map that lies in too many others. */
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
    message: `this lies in more than ${deepest} lists and maps`,
    at,
    help: 'no field goes that deep: look for brackets and dashes that are not meant'
  }
}
