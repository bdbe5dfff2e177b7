import type { Entry, Mapping, Node } from './node.ts'

/**
 * Maps are merged key by key, and the near value wins; lists and scalars are replaced. Each value keeps
 * its place.
 */
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

/** A copy with one entry replaced. */
export function withEntry(map: Mapping, name: string, entry: Entry): Mapping {
  return { ...map, entries: new Map(map.entries).set(name, entry) }
}

/** A copy without some entries. */
export function without(map: Mapping, names: readonly string[]): Mapping {
  return { ...map, entries: new Map([...map.entries].filter(([name]) => !names.includes(name))) }
}
