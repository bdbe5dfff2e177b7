import type { Collection } from '../yaml/edit/remove.ts'
import { type Entry, locate, type Node, type Path } from '../yaml/parse.ts'

/** Each list of members in a file: of a tenant or template, and of what differs on one cluster. */
export function memberLists(root: Node): Collection[] {
  const { path } = root.source
  if (path.startsWith('tenants/')) return membersOf(root)
  if (path !== 'platform/common.yaml') return []
  return entriesAt(root, ['templates']).flatMap(({ value }) => membersOf(value))
}

/** Each list or map in a file that names people. */
export function peopleLists(root: Node): Collection[] {
  const { path } = root.source
  if (path === 'platform/common.yaml') return [...memberLists(root), ...listAt(root, 'admins')]
  if (path.startsWith('platform/clusters/')) {
    return listAt(locate(root, ['identity', 'provider', 'dex']), 'users')
  }
  if (path !== 'platform/directory.yaml') return memberLists(root)
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
