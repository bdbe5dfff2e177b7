import {
  type AliasEvent,
  COLLECTION_STYLE,
  type DocumentEvent,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent
} from 'js-yaml'
import { unseenEscape } from './decode.ts'
import type { Diagnostic, Report } from './diagnostic.ts'
import * as forbidden from './forbidden.ts'
import { scalarOf } from './scalar.ts'
import type { Source, Span } from './source.ts'
import { endOfLine, skipSpace } from './space.ts'
import type { Entry, Node, Scalar } from './yaml.ts'

/** A list or map that is still open, or the document around them all. */
interface Frame {
  readonly start: number
  /** What stands before a value. */
  readonly indicator: ':' | '-' | ''
  readonly close: '}' | ']' | ''
  readonly items: Node[]
  readonly entries?: Map<string, Entry>
  /** The field whose value comes next; without a name if it is refused. */
  key?: { readonly at: Span; readonly name?: string } | undefined
}

interface Anchor {
  readonly at: Span
  isUsed: boolean
}

interface Tree {
  readonly source: Source
  readonly report: Report
  readonly frames: Frame[]
  readonly anchors: Map<string, Anchor>
  /** Where the last value ended: events tell neither where an empty one stands nor a list ends. */
  cursor: number
  isWhole: boolean
}

/** The first document as a located tree; nothing if a part of it cannot be taken at its word. */
export function buildTree(source: Source, events: readonly Event[], report: Report): Node | undefined {
  const root: Frame = { start: 0, indicator: '', close: '', items: [] }
  const tree: Tree = { source, report, frames: [root], anchors: new Map(), cursor: 0, isWhole: true }
  const second = events.findIndex((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT)
  for (const event of second === -1 ? events : events.slice(0, second)) add(tree, event)
  if (second !== -1) report(secondDocument(tree))
  for (const { at, isUsed } of tree.anchors.values()) if (!isUsed) report(forbidden.anchor(at))
  if (!tree.isWhole) return undefined
  return root.items[0] ?? { kind: 'scalar', value: null, source, start: 0, end: 0 }
}

function add(tree: Tree, event: Event): void {
  switch (event.type) {
    case EVENT_ID.DOCUMENT:
      return begin(tree, event)
    case EVENT_ID.SCALAR:
      return addScalar(tree, event)
    case EVENT_ID.ALIAS:
      return addAlias(tree, event)
    case EVENT_ID.POP:
      return close(tree)
    default:
      return open(tree, event)
  }
}

function begin(tree: Tree, { explicitStart }: DocumentEvent): void {
  const { text } = tree.source
  let start = skipSpace(text, 0)
  while (text[start] === '%') {
    const end = endOfLine(text, start)
    tree.report(forbidden.directive({ source: tree.source, start, end }))
    start = skipSpace(text, end)
  }
  if (explicitStart && text.startsWith('---', start)) tree.cursor = start + 3
}

function open(tree: Tree, event: SequenceEvent | MappingEvent): void {
  noteProperties(tree, event)
  const isFlow = event.style === COLLECTION_STYLE.FLOW
  const isMapping = event.type === EVENT_ID.MAPPING
  tree.frames.push({
    start: event.start,
    indicator: isMapping ? ':' : isFlow ? '' : '-',
    close: !isFlow ? '' : isMapping ? '}' : ']',
    items: [],
    ...(isMapping && { entries: new Map() })
  })
  tree.cursor = event.start + (isFlow ? 1 : 0)
}
