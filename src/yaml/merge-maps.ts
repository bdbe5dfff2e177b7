import type { Entry, Mapping, Node } from './node.ts'

/** What is nearer wins: maps merge key by key, lists and scalars replace. Each value keeps its place. */
function merge(near: Node, far: Node | undefined): Node {
  if (near.kind !== 'mapping' || far?.kind !== 'mapping') return near
  return mergeMaps(near, far)
}

export function mergeMaps(near: Mapping, far: Mapping): Mapping {
  const entries = new Map(far.entries)
  for (const [name, entry] of near.entries) {
    entries.set(name, { key: entry.key, value: merge(entry.value, far.entries.get(name)?.value) })
  }
  return { ...near, entries }
}

/** The same map with one entry in another form. */
export function withEntry(map: Mapping, name: string, entry: Entry): Mapping {
  return { ...map, entries: new Map(map.entries).set(name, entry) }
}

/** The same map without some entries. */
export function without(map: Mapping, names: readonly string[]): Mapping {
  return { ...map, entries: new Map([...map.entries].filter(([name]) => !names.includes(name))) }
}
