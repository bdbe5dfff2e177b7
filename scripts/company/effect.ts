import { manifests } from '../../charts/changes/object-fates.ts'
import type { Manifest } from '../../charts/objects/manifest.ts'
import { nameOf } from '../../charts/verify/invariants.ts'
import { count } from '../../src/text/prose.ts'
import { groupBy } from '../../src/values/group.ts'
import { readOn } from '../output/disk/read-tree.ts'
import { type Commit, readFrom } from '../output/git.ts'

type Read = (path: string) => string | undefined

/** What changed files mean: objects for each cluster, and files for the rest. */
export function effectOf(commit: Commit, changed: readonly string[]): string[] {
  const before = readFrom(commit, changed)
  const texts = { was: (path: string) => before.get(path), is: readOn(commit.root) }
  const byPlace = groupBy(changed, placeOf)
  return Array.from(byPlace, ([place, paths]) => [place, paths] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([place, paths]) => linesOf(place, paths, texts))
}

/** The cluster's folder in generated/, or the first folder. */
function placeOf(path: string): string {
  const place = /^(?:generated|kustomize\/clusters)\/[^/]+\/|^[^/]+\//.exec(path)
  return place?.[0] ?? path
}

function linesOf(
  place: string,
  paths: readonly string[],
  texts: { readonly was: Read; readonly is: Read }
): string[] {
  const start = `${place}: ${count(paths.length, 'file')}`
  if (!place.startsWith('generated/')) return [start]
  const [was, is] = [objectsIn(paths, texts.was), objectsIn(paths, texts.is)]
  const stay = [...is].filter(([name]) => was.has(name))
  const kinds: readonly (readonly [string, readonly Manifest[]])[] = [
    ['added', [...is].filter(([name]) => !was.has(name)).map(([, object]) => object)],
    ['changed', stay.filter(([name, object]) => differ(was.get(name), object)).map(([, it]) => it)],
    ['removed', [...was].filter(([name]) => !is.has(name)).map(([, object]) => object)]
  ]
  return [start, ...kinds.filter(([, all]) => all.length > 0).map(([what, all]) => line(what, all))]
}

function objectsIn(paths: readonly string[], read: Read): ReadonlyMap<string, Manifest> {
  // Patches are parts of objects, not objects.
  const files = paths.filter(path => path.endsWith('.yaml') && !path.endsWith('/patches.yaml'))
  const objects = files.flatMap(path => manifests(read(path) ?? ''))
  return new Map(objects.map(object => [`${object.apiVersion} ${nameOf(object)}`, object]))
}

function differ(one: Manifest | undefined, other: Manifest): boolean {
  return JSON.stringify(one) !== JSON.stringify(other)
}

function line(what: string, objects: readonly Manifest[]): string {
  const kinds = Array.from(
    groupBy(objects, ({ kind }) => kind),
    ([kind, all]) => [kind, all.length]
  )
  const listed = kinds.sort().map(([kind, amount]) => `${amount} ${kind}`)
  return `  ${count(objects.length, 'object')} ${what}: ${listed.join(', ')}`
}
