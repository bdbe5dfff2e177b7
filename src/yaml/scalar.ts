import {
  boolCoreTag,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  NOT_RESOLVED,
  nullCoreTag,
  SCALAR_STYLE,
  type ScalarEvent
} from 'js-yaml'
import type { Source } from '../diagnostics/source.ts'
import type { Scalar } from './parse.ts'
import { skipSpace } from './scan.ts'

const tags = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag] as const

/** The event's scalar with its quotes or its `|`; `from` is where an empty one would stand. */
export function scalarOf(source: Source, event: ScalarEvent, from: number): Scalar {
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
 * What a text without quotes means by the core schema of YAML 1.2. A number that JavaScript
 * would round, or that JSON lacks, stays text, so that no digit is lost.
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
