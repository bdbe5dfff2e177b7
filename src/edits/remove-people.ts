import { byList, type Naming } from '../model/people.ts'
import type { Edit } from '../yaml/edit/edit.ts'
import { type Collection, remove } from '../yaml/edit/remove-items.ts'

/** The name as written in the file: `members`, or the name of a group. */
export function listName({ key }: Collection): string {
  return key.source.text.slice(key.start, key.end)
}

export function removeNamings(namings: readonly Naming[]): Edit[] {
  return byList(namings).flatMap(together => {
    const list = together[0]?.list
    return list ? remove(list, new Set(together.map(({ index }) => index))) : []
  })
}
