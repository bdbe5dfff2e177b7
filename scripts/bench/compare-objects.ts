import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import { cluster } from './corpus.ts'

/** An object as a YAML reader sees it. */
export type Thing = Readonly<Record<string, unknown>>

/** The tenants' objects in a tree, by name. */
export function objectsOf(root: string): ReadonlyMap<string, readonly Thing[]> {
  const folder = join(root, 'generated', cluster, 'tenants')
  const names = readdirSync(folder).sort()
  return new Map(names.map(name => [name, objectsIn(join(folder, name))]))
}

function objectsIn(folder: string): Thing[] {
  return ['bootstrap', 'namespace'].flatMap(phase => {
    const files = readdirSync(join(folder, phase)).filter(name => name !== 'kustomization.yaml')
    return files.sort().flatMap(file => parsed(readFileSync(join(folder, phase, file), 'utf8')))
  })
}

export function parsed(text: string): Thing[] {
  return loadAll(text).filter(isThing)
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null
}

/** Describes the first difference between two sets of objects, or nothing if they are equal. */
export function difference(
  wanted: Iterable<Thing>,
  found: Iterable<Thing>
): { readonly missing: number; readonly other: number; readonly first: string } | undefined {
  const left = new Map<string, number>()
  for (const thing of wanted) add(left, canonical(thing), 1)
  for (const thing of found) add(left, canonical(thing), -1)
  const wrong = [...left].filter(([, count]) => count !== 0)
  const [first] = wrong
  if (!first) return undefined
  const sum = (sign: number) => {
    return wrong.reduce((all, [, count]) => all + Math.max(0, sign * count), 0)
  }
  return { missing: sum(1), other: sum(-1), first: nameOf(first[0]) }
}

function add(counts: Map<string, number>, key: string, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more)
}

function nameOf(text: string): string {
  const { kind, metadata } = JSON.parse(text) as { kind?: string; metadata?: Thing }
  return [kind, metadata?.namespace, metadata?.name].filter(each => each !== undefined).join(' ')
}

/** Makes objects equal when only the order of their fields differs. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (!isThing(inner) || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
