import { positionOf } from '../../src/diagnostics/position.ts'
import type { Span } from '../../src/diagnostics/source.ts'
import type { Place } from './plan-data.ts'

export function lineAt({ source, start }: Span): Place {
  return { file: source.path, line: positionOf(source, start).line }
}
