import type { Span } from '../diagnostics/source.ts'
import { normalizeEmail } from '../values/email.ts'
import type { Edit } from '../yaml/edit/edit.ts'
import { type Collection, remove } from '../yaml/edit/remove.ts'
import { locate, type Node } from '../yaml/parse.ts'
import { groupOf } from './directory.ts'
import { peopleLists } from './roster.ts'

/** A place where a file names a person. */
export interface Naming {
  readonly person: string
  readonly at: Span
  /** The list or map in which it stands, and as which item; an owner stands alone. */
  readonly list: Collection | undefined
  readonly index: number
}

/** Each place that grants something to a person or knows one, and how to compare their e-mails. */
export function namings(roots: readonly Node[]) {
  const common = roots.find(({ source }) => source.path === 'platform/common.yaml')
  const lowercase = common && locate(common, ['emails', 'lowercase'])
  const isLowercase = lowercase?.kind === 'scalar' && lowercase.value === true
  return {
    all: roots.flatMap(root => [...ownerOf(root), ...peopleLists(root).flatMap(peopleIn)]),
    normal: (person: string) => normalizeEmail(person, isLowercase)
  }
}

/** Those of each list by themselves. */
export function byList(namings: readonly Naming[]): Naming[][] {
  const lists = new Map<object, Naming[]>()
  for (const naming of namings) {
    const key = naming.list ?? naming
    const others = lists.get(key)
    if (others) others.push(naming)
    else lists.set(key, [naming])
  }
  return [...lists.values()]
}

/** As it is written: `members`, or the name of a group. */
export function listName({ key }: Collection): string {
  return key.source.text.slice(key.start, key.end)
}

export function removeNamings(namings: readonly Naming[]): Edit[] {
  return byList(namings).flatMap(together => {
    const list = together[0]?.list
    return list ? remove(list, new Set(together.map(({ index }) => index))) : []
  })
}

function ownerOf(root: Node): Naming[] {
  const owner = root.source.path.startsWith('tenants/') ? locate(root, ['owner']) : undefined
  return named(owner).map(naming => ({ ...naming, list: undefined, index: 0 }))
}

function peopleIn(list: Collection): Naming[] {
  const { value } = list
  if (value.kind === 'sequence') {
    return value.items.flatMap((item, index) =>
      named(nameIn(item)).map(naming => ({ ...naming, list, index }))
    )
  }
  return Array.from(value.entries, ([person, { key }], index) => ({ person, at: key, list, index }))
}

function nameIn(item: Node): Node | undefined {
  return item.kind === 'mapping' ? (locate(item, ['user']) ?? locate(item, ['email'])) : item
}

function named(node: Node | undefined): { readonly person: string; readonly at: Span }[] {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return []
  return groupOf(node.value) === undefined ? [{ person: node.value, at: node }] : []
}
