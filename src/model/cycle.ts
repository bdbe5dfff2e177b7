import { placeIn } from '../yaml/place.ts'
import { groupOf, own } from './directory.ts'
import type { Mention, Model } from './model.ts'

/** Each way from a group back to itself: its groups, and in each of them where the next one stands. */
export function cycles({ directory }: Model): Mention[][] {
  const groups = directory.value.groups ?? {}
  const found: Mention[][] = []
  const done = new Set<string>()
  for (const start of Object.keys(groups)) {
    const path = [{ name: start, next: 0 }]
    for (let here = path.at(-1); here; here = path.at(-1)) {
      const member = own(groups, here.name)?.[here.next++]
      if (member === undefined) {
        path.pop()
        done.add(here.name)
        continue
      }
      const inner = groupOf(member)
      if (inner === undefined || done.has(inner)) continue
      const begin = path.findIndex(({ name }) => name === inner)
      if (begin < 0) path.push({ name: inner, next: 0 })
      else found.push(path.slice(begin).map(step))
    }
  }
  return found

  function step({ name, next }: { readonly name: string; readonly next: number }): Mention {
    return { name, at: placeIn(directory, ['groups', name, next - 1]) }
  }
}
