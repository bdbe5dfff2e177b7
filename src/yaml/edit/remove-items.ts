import type { Entry, Mapping, Sequence } from '../node.ts'
import { isOneLine, skipSpace } from '../scan.ts'
import type { Edit } from './edit.ts'
import { itemsOf, linesOf, neighbours, pieceOf } from './items.ts'

/** A field whose value is a list or a map. */
export interface Collection extends Entry {
  readonly value: Sequence | Mapping
}

/**
 * Removes items from a list or map. Comments on an item's own lines are removed too, and so are those
 * right below it that are indented further; comments above stay, because they may be about everything
 * that follows. An emptied list stays as `[]`, because without it a value would be inherited.
 */
export function remove({ key, value }: Collection, gone: ReadonlySet<number>): Edit[] {
  if (gone.size === 0) return []
  const { source, start, end } = value
  const { text } = source
  const items = itemsOf(value)
  const isEmpty = gone.size === items.length
  const isFlow = '[{'.includes(text.charAt(start))
  if (isFlow && isEmpty && isOneLine(text, start, end)) {
    return [{ at: { source, start: start + 1, end: end - 1 }, text: '' }]
  }
  const edits = items.flatMap((item, index): Edit[] => {
    if (!gone.has(index)) return []
    const piece = isFlow ? pieceOf(text, item, neighbours(items, gone, index)) : linesOf(text, item)
    return [{ at: { source, ...piece }, text: '' }]
  })
  if (isFlow || !isEmpty) return edits
  const colon = skipSpace(text, key.end) + 1
  const empty = value.kind === 'sequence' ? ' []' : ' {}'
  return [{ at: { source, start: colon, end: colon }, text: empty }, ...edits]
}
