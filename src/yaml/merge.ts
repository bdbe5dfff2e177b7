import type { Span } from '../diagnostics/source.ts'
import { type Entry, locate, type Mapping, type Node, type Scalar } from './parse.ts'

/** What is nearer wins: maps merge key by key, lists and scalars replace. Each value keeps its place. */
export function merge(near: Node, far: Node | undefined): Node {
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

/** `small` as `{preset: small}`, so that the two forms of a quota can merge. */
export function spelledOut(map: Mapping): Mapping {
  const entry = map.entries.get('quota')
  if (entry?.value.kind !== 'scalar') return map
  return withEntry(map, 'quota', { key: entry.key, value: asPreset(entry.value) })
}

function asPreset(preset: Scalar): Mapping {
  const { source, start, end } = preset
  const entries = new Map([['preset', { key: preset, value: preset }]])
  return { kind: 'mapping', source, start, end, entries }
}

/** The place of the value at a path, or of the nearest value above it. */
export function placeOf(root: Mapping, path: readonly (string | number)[]): Span | undefined {
  for (let length = path.length; length > 0; length--) {
    const node = locate(root, path.slice(0, length))
    if (node) return node
  }
  return undefined
}
