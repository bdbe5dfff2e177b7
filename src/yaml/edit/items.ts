import type { Mapping, Sequence } from '../parse.ts'
import { skipSpace } from '../scan.ts'

/** The place of an item: with its dash or key, without the comma. */
export interface Item {
  readonly start: number
  readonly end: number
}

export function itemsOf(value: Sequence | Mapping): Item[] {
  const { text } = value.source
  if (value.kind === 'mapping') {
    const entries = [...value.entries.values()]
    return entries.map(({ key, value }) => ({ start: key.start, end: value.end }))
  }
  let last = text.startsWith('[', value.start) ? value.start + 1 : value.start
  return value.items.map(({ end }) => {
    const start = skipSpace(text, last)
    last = end
    return { start, end }
  })
}
