import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/source.ts'
import { malformed } from '../malformed.ts'
import type { Circle } from './export.ts'

/** Of two groups of one name: a grant to the one would let in the other. */
export function twins(name: string, { at }: Circle, first: Circle): Diagnostic {
  const help = 'rename one of them, or export only the one that is meant'
  const related = [{ message: 'this is the other', at: first.at }]
  return { ...malformed(at, `two groups are called \`${name}\``, help), related }
}

/** Of a member who is two: whoever was not meant would be let in. */
export function twofold(group: string, at: Span): Diagnostic {
  const help = 'export only the people and groups that are meant'
  return malformed(at, `a member of \`${group}\` could be either of two in the export`, help)
}
