import type { Source, Span } from '../diagnostics/source.ts'
import { isDirectory } from '../files/directory-files.ts'
import { normalizeEmail } from '../values/email.ts'
import { groupBy } from '../values/group.ts'
import type { Collection } from '../yaml/edit/remove-items.ts'
import { type Entry, locate, type Node, type Path } from '../yaml/node.ts'
import { parseYaml } from '../yaml/parse.ts'
import { groupOf } from './expand-groups.ts'
import type { Model } from './model.ts'

// Cached, because several rules need them.
const known = new WeakMap<Model['documents'], ReturnType<typeof namings>>()

/** Every place that names a person, first in the directory, then in common.yaml, then in tenants' files. */
export function people({ directory, common, documents }: Model): ReturnType<typeof namings> {
  const found =
    known.get(documents) ?? namings([directory, common, ...documents].map(({ root }) => root))
  known.set(documents, found)
  return found
}

const absent = new WeakMap<Model['documents'], readonly Naming[]>()

/** People who are missing from a directory that is complete. */
export function strangers(model: Model): readonly Naming[] {
  const found = absent.get(model.documents) ?? missingIn(model)
  absent.set(model.documents, found)
  return found
}

function missingIn(model: Model): readonly Naming[] {
  const { complete, people: listed } = model.directory.value
  if (!complete) return []
  const { all, normal } = people(model)
  const there = new Set(Object.keys(listed ?? {}).map(normal))
  return all.filter(({ person }) => !there.has(normal(person)))
}

/** A stranger whom a change has to correct. */
interface NewStranger extends Naming {
  /** Whether the file named them before the change, so that they are no slip. */
  readonly hasLeft: boolean
}

interface Change {
  readonly has: (path: string) => boolean
  readonly before?: (path: string) => Source | undefined
}

/** Strangers in changed files, apart from those who may wait. */
export function newStrangers(model: Model, change: Change): NewStranger[] {
  const { normal } = people(model)
  const earlier = new Map<string, readonly Naming[]>()
  return strangers(model).flatMap(naming => {
    const { person, list, at } = naming
    const { path } = at.source
    if (!change.has(path)) return []
    const all = earlier.get(path) ?? namingsIn(change.before?.(path))
    earlier.set(path, all)
    const same = all.filter(other => normal(other.person) === normal(person))
    // An import takes people out, and a tenant may lack somebody who could own it.
    const mayWait = isDirectory(path) ? same.length > 0 : !list && same.some(other => !other.list)
    return mayWait ? [] : [{ ...naming, hasLeft: same.length > 0 }]
  })
}

function namingsIn(source: Source | undefined): readonly Naming[] {
  const root = source && parseYaml(source, () => {})
  return root ? namings([root]).all : []
}

/** A place that names a person. */
export interface Naming {
  readonly person: string
  readonly at: Span
  /** The list or map that contains it, with the index; missing for an owner. */
  readonly list: Collection | undefined
  readonly index: number
}

/** Every place that names a person, and how to compare their e-mails. */
export function namings(roots: readonly Node[]) {
  const common = roots.find(({ source }) => source.path === 'platform/common.yaml')
  const lowercase = common && locate(common, ['emails', 'lowercase'])
  const isLowercase = lowercase?.kind === 'scalar' && lowercase.value === true
  return {
    all: roots.flatMap(root => [...ownerOf(root), ...peopleLists(root).flatMap(peopleIn)]),
    normal: (person: string) => normalizeEmail(person, isLowercase)
  }
}

/** Grouped by the list that contains them. */
export function byList(namings: readonly Naming[]): Naming[][] {
  return [...groupBy<object, Naming>(namings, naming => naming.list ?? naming).values()]
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

/** The lists of members in a file: of a tenant or template, and of its settings for single clusters. */
export function memberLists(root: Node): Collection[] {
  const { path } = root.source
  if (path.startsWith('tenants/')) return membersOf(root)
  if (path !== 'platform/common.yaml') return []
  return entriesAt(root, ['templates']).flatMap(({ value }) => membersOf(value))
}

/** Every list or map in a file that names people. */
function peopleLists(root: Node): Collection[] {
  const { path } = root.source
  if (path === 'platform/common.yaml') return [...memberLists(root), ...listAt(root, 'admins')]
  if (path.startsWith('platform/clusters/')) {
    return listAt(locate(root, ['identity', 'provider', 'dex']), 'users')
  }
  if (!isDirectory(path)) return memberLists(root)
  const groups = entriesAt(root, ['groups']).filter(isCollection)
  const teams = entriesAt(root, ['teams']).flatMap(({ value }) => listAt(value, 'members'))
  return [...listAt(root, 'people'), ...groups, ...teams]
}

function membersOf(node: Node): Collection[] {
  const clusters = entriesAt(node, ['clusters']).map(({ value }) => value)
  return [node, ...clusters].flatMap(place => listAt(place, 'members'))
}

function entriesAt(node: Node, path: Path): Entry[] {
  const found = locate(node, path)
  return found?.kind === 'mapping' ? [...found.entries.values()] : []
}

function listAt(node: Node | undefined, name: string): Collection[] {
  const entry = node?.kind === 'mapping' ? node.entries.get(name) : undefined
  return entry && isCollection(entry) ? [entry] : []
}

function isCollection(entry: Entry): entry is Collection {
  return entry.value.kind !== 'scalar'
}
