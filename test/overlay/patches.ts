import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load, loadAll } from 'js-yaml'
import { containersOf, type Fields, find, list, nameOf, podOf, type Thing } from './thing.ts'

/** An entry of `patches`. */
export interface Patch {
  /** The folder of the kustomization that contains it. */
  readonly from: string
  /** Strategic merge patches, or one JSON patch. */
  readonly documents: readonly unknown[]
  readonly target: Fields | undefined
}

/** The patches of a root and its components, without those of its base. */
export function patchesOf(folder: string, from = 'the root'): Patch[] {
  const file = load(readFileSync(join(folder, 'kustomization.yaml'), 'utf8')) as Fields
  const own = list(file.patches).map(({ patch, path, target }): Patch => {
    const text = patch ?? readFileSync(join(folder, String(path)), 'utf8')
    return { from, documents: loadAll(String(text)), target: target as Fields | undefined }
  })
  const inner = (Array.isArray(file.components) ? file.components : []) as string[]
  return [...inner.flatMap(path => patchesOf(join(folder, path), path)), ...own]
}

/**
 * Lists what patches add to the base: containers, variables, ConfigMap keys, and targets. Each is
 * either intended or a typo.
 */
export function additions(patches: readonly Patch[], base: readonly Thing[]): string[] {
  return patches.flatMap(({ documents, target, from }) => {
    if (target)
      return misses(target, base) ? [`${from} has no target ${JSON.stringify(target)}`] : []
    return documents.flatMap(document => added(document as Thing, base))
  })
}

function misses(target: Fields, base: readonly Thing[]): boolean {
  const fits = (field: string, value: string | undefined) => {
    const pattern = target[field]
    return pattern === undefined || new RegExp(`^(?:${pattern})$`).test(value ?? '')
  }
  return !base.some(({ kind, metadata }) => {
    return (
      fits('kind', kind) && fits('name', metadata.name) && fits('namespace', metadata.namespace)
    )
  })
}

function added(patch: Thing, base: readonly Thing[]): string[] {
  if (patch.$patch === 'delete') return []
  const name = nameOf(patch)
  const thing = find(base, name)
  const keys = Object.keys(patch.data ?? {}).filter(key => !(key in (thing.data ?? {})))
  return [
    ...keys.map(key => `${name} ${key}`),
    ...inPods(patch, thing).map(each => `${name} ${each}`)
  ]
}

function inPods(patch: Thing, thing: Thing): string[] {
  const there = containersOf(podOf(thing) ?? {})
  return containersOf(podOf(patch) ?? {}).flatMap(container => {
    const known = there.find(({ name }) => name === container.name)
    if (!known) return [String(container.name)]
    const names = new Set(list(known, 'env').map(({ name }) => name))
    return list(container, 'env')
      .filter(({ name }) => !names.has(name))
      .map(({ name }) => `${container.name} ${name}`)
  })
}
