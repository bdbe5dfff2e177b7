import type { Related } from '../../diagnostics/diagnostic.ts'
import type { Source, Span } from '../../diagnostics/source.ts'
import { groupBy } from '../../values/group.ts'
import { parseYaml } from '../parse.ts'
import { word } from './write.ts'

/** A range in a file and its new text. */
export interface Edit {
  readonly at: Span
  readonly text: string
}

/** What an editing command does. */
export interface Revision {
  readonly edits: readonly Edit[]
  /** Descriptions of the changes, at their old places. */
  readonly done: readonly Related[]
  /** What only a person can decide. */
  readonly left: readonly Related[]
}

/** The new text of each changed file. */
export function revise(edits: readonly Edit[]): Source[] {
  const bySource = groupBy(edits, ({ at }) => at.source)
  return Array.from(bySource, ([{ path, text }, edits]) => {
    const revised = { path, text: apply(text, edits) }
    parseYaml(revised, ({ message }) => {
      throw new Error(`bug: ${path} would be damaged: ${message}`)
    })
    return revised
  })
}

// Removals may overlap, such as those of two neighbours in `[a, b]`.
function apply(text: string, edits: readonly Edit[]): string {
  let result = ''
  let done = 0
  for (const { at, text: other } of edits.toSorted((a, b) => a.at.start - b.at.start)) {
    if (at.start < done && other !== '') throw new Error('bug: a change inside a removal')
    result += text.slice(done, Math.max(done, at.start)) + other
    done = Math.max(done, at.end)
  }
  return result + text.slice(done)
}

/** Replaces a scalar, and keeps its quotes if possible. */
export function respell(at: Span, text: string): Edit {
  const quote = at.source.text[at.start]
  if (quote === "'") return { at, text: `'${text.replaceAll("'", "''")}'` }
  return { at, text: quote === '"' ? JSON.stringify(text) : word(text) }
}
