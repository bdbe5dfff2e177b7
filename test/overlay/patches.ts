import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load, loadAll } from 'js-yaml'
import { containersOf, type Fields, find, list, nameOf, podOf, type Thing } from './thing.ts'

/** An entry of `patches`. */
export interface Patch {
  /** Where it stands. */
  readonly from: string
  /** Parts of objects, or one list of operations. */
  readonly documents: readonly unknown[]
  readonly target: Fields | undefined
}

/** What a root and the components that it includes change, its base not. */
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
 * What patches bring that the base does not have: containers, variables, keys of ConfigMaps, and
 * targets. Each is a slip, or meant to be new.
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
