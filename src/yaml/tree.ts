import {
  type AliasEvent,
  boolCoreTag,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  type MappingEvent,
  NOT_RESOLVED,
  nullCoreTag,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent
} from 'js-yaml'
import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts'
import type { Source, Span } from '../diagnostics/source.ts'
import { invisible, unseenEscape } from '../files/decode.ts'
import type { Stream } from './events.ts'
import { complexKey, duplicateKey, mergeKey, missingKey } from './forbidden.ts'
import type { Entry, Node, Scalar } from './node.ts'
import { skipSpace } from './scan.ts'

/** A list or map that is still open. */
interface Frame {
  readonly start: number
  /** The sign before a value: `-`, `:`, or nothing. */
  readonly sign: string
  /** The closing bracket, if it is not ended by indentation. */
  readonly close: string
  readonly items: Node[]
  /** Only for a map. */
  readonly entries: Map<string, Entry> | undefined
  /** The field whose value comes next; without a name if it is rejected. */
  key: { readonly at: Span; readonly name: string | undefined } | undefined
}

interface Tree {
  readonly source: Source
  readonly report: Report
  readonly outer: Frame[]
  frame: Frame
  /** The end of the last event. The events do not say where empty values are or where lists end. */
  cursor: number
  /** The start of the last rejected field. */
  refused: number
}

/** Builds the located tree of a document; nothing if a field had to be left out. */
export function buildTree({ source, events, start }: Stream, report: Report): Node | undefined {
  const root = frameOf(start, '', '')
  const tree: Tree = { source, report, outer: [], frame: root, cursor: start, refused: -1 }
  for (const event of events) add(tree, event)
  if (tree.refused !== -1) return undefined
  return root.items[0] ?? { kind: 'scalar', value: null, source, start: 0, end: 0 }
}

function frameOf(start: number, sign: string, close: string): Frame {
  const entries = sign === ':' ? new Map<string, Entry>() : undefined
  return { start, sign, close, items: [], entries, key: undefined }
}

function add(tree: Tree, event: Event): void {
  if (event.type === EVENT_ID.SCALAR) addScalar(tree, event)
  else if (event.type === EVENT_ID.ALIAS) addAlias(tree, event)
  else if (event.type === EVENT_ID.POP) close(tree)
  else if (event.type !== EVENT_ID.DOCUMENT) open(tree, event)
}

function open(tree: Tree, { type, start, style }: SequenceEvent | MappingEvent): void {
  const isFlow = style === COLLECTION_STYLE.FLOW
  tree.outer.push(tree.frame)
  tree.frame =
    type === EVENT_ID.MAPPING
      ? frameOf(start, ':', isFlow ? '}' : '')
      : frameOf(start, isFlow ? '' : '-', isFlow ? ']' : '')
  tree.cursor = isFlow ? start + 1 : start
}

function close(tree: Tree): void {
  const { source, frame, cursor } = tree
  const { start, items, entries } = frame
  const parent = tree.outer.pop()
  if (!parent) return // the end of the document
  const next = frame.close === '' ? cursor : skipSpace(source.text, cursor)
  // A pair in a list, as in `[a: 1]`, is a map without braces.
  const end = frame.close !== '' && source.text[next] === frame.close ? next + 1 : cursor
  tree.cursor = end
  tree.frame = parent
  place(
    tree,
    entries
      ? { kind: 'mapping', entries, source, start, end }
      : { kind: 'sequence', items, source, start, end }
  )
}

function addScalar(tree: Tree, event: ScalarEvent): void {
  const { source, report, frame } = tree
  const node = scalarOf(source, event, placeOf(tree, event))
  tree.cursor = node.end
  if (event.style === SCALAR_STYLE.DOUBLE_QUOTED && invisible.test(String(node.value))) {
    report(unseenEscape(node))
  }
  const name = getScalarValue(source.text, event)
  const isPlain = event.style === SCALAR_STYLE.PLAIN
  if (!frame.entries || frame.key) place(tree, node)
  else if (isPlain && name === '<<') refuse(tree, mergeKey(node))
  else if (isPlain && name === '') refuse(tree, missingKey(node))
  else frame.key = { at: node, name }
}

// Aliases are rejected elsewhere, so this one is not resolved.
function addAlias(tree: Tree, { anchorStart, anchorEnd }: AliasEvent): void {
  const { source, frame } = tree
  const at = { source, start: anchorStart - 1, end: anchorEnd }
  tree.cursor = anchorEnd
  if (frame.entries && !frame.key) frame.key = { at, name: undefined }
  else place(tree, { kind: 'scalar', value: null, ...at })
}

/** The place of a scalar without text. */
function placeOf({ source, frame, cursor }: Tree, { anchorEnd, tagEnd }: ScalarEvent): number {
  if (anchorEnd !== -1 || tagEnd !== -1) return Math.max(anchorEnd, tagEnd)
  const next = skipSpace(source.text, cursor)
  if (frame.entries && !frame.key) return next
  return frame.sign !== '' && source.text[next] === frame.sign ? next + 1 : cursor
}

function place(tree: Tree, node: Node): void {
  const { items, entries, key } = tree.frame
  if (!entries) items.push(node)
  else if (!key) refuse(tree, complexKey(node))
  else {
    tree.frame.key = undefined
    if (key.name === undefined) return
    const first = entries.get(key.name)
    if (first) tree.report(duplicateKey(key.name, key.at, first.key))
    else entries.set(key.name, { key: key.at, value: node })
  }
}

// Do not report anything else around a rejected field.
function refuse(tree: Tree, diagnostic: Diagnostic): void {
  const { at } = diagnostic
  if (at.start > tree.refused) tree.report(diagnostic)
  tree.refused = at.start
  tree.frame.key = { at, name: undefined }
}

const tags = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag] as const

/** The scalar of an event, with the span of its quotes or `|`; `from` is the place of an empty one. */
function scalarOf(source: Source, event: ScalarEvent, from: number): Scalar {
  const [start, end] = extentOf(source.text, event, from)
  const text = getScalarValue(source.text, event)
  const value = event.style === SCALAR_STYLE.PLAIN ? plainValue(text) : text
  return { kind: 'scalar', value, source, start, end }
}

function extentOf(text: string, event: ScalarEvent, from: number): readonly [number, number] {
  const { valueStart, valueEnd, style } = event
  switch (style) {
    case SCALAR_STYLE.PLAIN:
      return valueStart === -1 ? [from, from] : [valueStart, valueEnd]
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return [valueStart - 1, valueEnd + 1]
    default: {
      const start = skipSpace(text, from)
      return [start, start + text.slice(start, valueEnd).trimEnd().length]
    }
  }
}

/**
 * The value of an unquoted scalar in YAML 1.2's core schema. A number that JavaScript would round, or
 * that JSON cannot express, stays text, so that no digit is lost.
 */
function plainValue(text: string): Scalar['value'] {
  const first = text.charAt(0)
  for (const tag of tags) {
    if (tag.implicitFirstChars?.includes(first) === false) continue
    const value = tag.resolve(text, false, tag.tagName)
    if (value === NOT_RESOLVED) continue
    return typeof value === 'number' && !isExact(value) ? text : value
  }
  return text
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value))
}
