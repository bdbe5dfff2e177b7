import type { Related } from '../../diagnostics/diagnostic.ts'
import type { Source, Span } from '../../diagnostics/source.ts'
import { groupBy } from '../../values/group.ts'
import { parseYaml } from '../parse.ts'
import { word } from './write.ts'

/** One place of a file, and what stands there in future. */
export interface Edit {
  readonly at: Span
  readonly text: string
}

/** What an editing command does. */
export interface Revision {
  readonly edits: readonly Edit[]
  /** In words, each at the place where it was. */
  readonly done: readonly Related[]
  /** What only a person can decide. */
  readonly left: readonly Related[]
}

/** Each file that changes, as it becomes. */
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

// Removals may overlap, as those of two neighbours in `[a, b]` do.
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

/** Another word in the place of a scalar, in the same quotes where they can hold it. */
export function respell(at: Span, text: string): Edit {
  const quote = at.source.text[at.start]
  if (quote === "'") return { at, text: `'${text.replaceAll("'", "''")}'` }
  return { at, text: quote === '"' ? JSON.stringify(text) : word(text) }
}
