import { memberLists } from '../model/people.ts'
import { type Day, isBefore, parseDate } from '../values/date.ts'
import type { Revision } from '../yaml/edit/edit.ts'
import { type Collection, remove } from '../yaml/edit/remove-items.ts'
import { locate, type Node } from '../yaml/node.ts'

/** Removes members whose last day has passed. */
export function expire(roots: readonly Node[], today: Day): Revision {
  const lists = roots.flatMap(memberLists).map(list => ({ list, over: overIn(list, today) }))
  return {
    edits: lists.flatMap(({ list, over }) => remove(list, new Set(over.keys()))),
    done: lists
      .flatMap(({ over }) => [...over.values()])
      .map(({ member, until }) => ({
        message: `removed ${nameOf(member)}, whose last day was ${until}`,
        at: member
      })),
    left: []
  }
}

function overIn({ value }: Collection, today: Day) {
  const over = new Map<number, { readonly member: Node; readonly until: Day }>()
  const members = value.kind === 'sequence' ? value.items : []
  members.forEach((member, index) => {
    const until = parseDate(textAt(member, 'until') ?? '')
    if (until && isBefore(until, today)) over.set(index, { member, until })
  })
  return over
}

function nameOf(member: Node): string {
  const kinds = ['user', 'group', 'team', 'serviceAccount', 'tenant']
  const found = kinds.find(kind => textAt(member, kind) !== undefined)
  return found ? `${found} \`${textAt(member, found)}\`` : 'a member'
}

function textAt(node: Node, name: string): string | undefined {
  const found = locate(node, [name])
  return found?.kind === 'scalar' && found.value !== null ? String(found.value) : undefined
}
