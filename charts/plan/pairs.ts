import { manifests } from '../changes/object-fates.ts'
import { groupOf } from '../objects/kinds.ts'
import type { Manifest } from '../objects/manifest.ts'
import { nameOf } from '../verify/invariants.ts'
import type { Comparison, Pair } from './comparison.ts'

/**
 * The objects in some generated files that are not the same before and after, in whichever file they are.
 * What becomes of those in the place of which there is a link now is not known.
 */
export function pairsIn(paths: readonly string[], { before, after, links }: Comparison): Pair[] {
  const files = paths.filter(path => /\.ya?ml$/.test(path) && !links.has(path))
  const [old, now] = [before, after].map(({ read }) => {
    return byIdentity(files.flatMap(path => manifests(read(path) ?? '')))
  })
  const names = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort()
  return names.map(name => ({ was: old?.get(name), is: now?.get(name) }))
}

function byIdentity(objects: readonly Manifest[]): ReadonlyMap<string, Manifest> {
  return new Map(objects.map(object => [`${nameOf(object)} ${groupOf(object.apiVersion)}`, object]))
}
