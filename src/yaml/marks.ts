import { type AliasEvent, EVENT_ID, type Event, SCALAR_STYLE, type ScalarEvent } from 'js-yaml'
import type { Report } from '../diagnostics/diagnostic.ts'
import type { Source, Span } from '../diagnostics/source.ts'
import type { Stream } from './events.ts'
import * as forbidden from './forbidden.ts'

interface Marks {
  readonly source: Source
  readonly report: Report
  readonly anchors: Map<string, Span>
  readonly unused: Set<Span>
  /** After `<<`, which is rejected together with what it merges. */
  isMerging: boolean
  isPlain: boolean
}

/** Reports aliases, anchors and tags; returns whether all values can be trusted. */
export function refuseMarks({ source, events }: Stream, report: Report): boolean {
  const anchors = new Map<string, Span>()
  const unused = new Set<Span>()
  const marks: Marks = { source, report, anchors, unused, isMerging: false, isPlain: true }
  for (const event of events) refuse(marks, event)
  for (const at of unused) report(forbidden.anchor(at))
  return marks.isPlain
}

function refuse(marks: Marks, event: Event): void {
  if (event.type === EVENT_ID.ALIAS) refuseAlias(marks, event)
  else if (event.type === EVENT_ID.POP) marks.isMerging = false
  else if (event.type !== EVENT_ID.DOCUMENT) refuseProperties(marks, event)
  if (event.type === EVENT_ID.SCALAR) marks.isMerging = isMergeKey(marks.source.text, event)
}

function refuseAlias(marks: Marks, { anchorStart, anchorEnd }: AliasEvent): void {
  const { source, report, anchors, unused, isMerging } = marks
  const anchor = anchors.get(source.text.slice(anchorStart, anchorEnd))
  if (anchor) unused.delete(anchor)
  if (!isMerging)
    report(forbidden.alias({ source, start: anchorStart - 1, end: anchorEnd }, anchor))
  marks.isPlain = false
}

type Properties = Pick<ScalarEvent, 'anchorStart' | 'anchorEnd' | 'tagStart' | 'tagEnd'>

function refuseProperties(marks: Marks, event: Properties): void {
  const { source, report, anchors, unused } = marks
  const { anchorStart, anchorEnd, tagStart, tagEnd } = event
  if (tagStart !== -1) {
    report(forbidden.tag({ source, start: tagStart, end: tagEnd }))
    marks.isPlain = false
  }
  if (anchorStart !== -1) {
    const at = { source, start: anchorStart - 1, end: anchorEnd }
    anchors.set(source.text.slice(anchorStart, anchorEnd), at)
    unused.add(at)
  }
}

function isMergeKey(text: string, { style, valueStart, valueEnd }: ScalarEvent): boolean {
  return style === SCALAR_STYLE.PLAIN && text.slice(valueStart, valueEnd) === '<<'
}
