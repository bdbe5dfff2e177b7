import {
  closeSync,
  existsSync,
  fstatSync,
  futimesSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import type { Facts } from '../compile/task.ts'
import { cache } from '../disk/lock.ts'

/** What a run saves so that the next one can skip work. It may be deleted at any time. */
export interface State {
  readonly about: About
  readonly entries: readonly TenantEntry[]
}

export interface About {
  /** Identifies everything that decides the output and is not an input file. */
  readonly key: string
  /** A file changed at or after this time may have changed after it was read. */
  readonly time: number
  /** The signature of the platform's files. */
  readonly platform: Inspected
  /** The signature of all output outside the tenants' folders. */
  readonly rest: Inspected
  /** The number of objects in each shard, by cluster. */
  readonly sizes: Readonly<Record<string, readonly number[]>>
  /** The warnings about the platform that do not depend on the tenants. */
  readonly standing: readonly string[]
  /** The warnings about tenants' files, without the texts of the files. */
  readonly warnings: readonly Diagnostic[]
  /** The warnings about the change, and the commit with which it was compared. */
  readonly change: { readonly fork: string; readonly warnings: readonly Diagnostic[] }
  /** The lists of files in tenants' folders; most tenants share the same list. */
  readonly layouts: readonly (readonly string[])[]
}

export interface Inspected {
  readonly paths: readonly string[]
  readonly signature: string
}

/** A tenant. Its facts are parsed only when they are needed. */
export interface TenantEntry {
  readonly path: string
  readonly name: string
  /** The signatures of its source and of its output. */
  readonly source: string
  readonly output: string
  readonly places: readonly LayoutOnCluster[]
  /** Unparsed JSON, because searching the text for a name is faster than parsing it. */
  readonly facts: string
}

/** A cluster, and the index of the tenant's layout there. */
export type LayoutOnCluster = readonly [cluster: string, layout: number]

const last = 'end'

export function hasState(root: string): boolean {
  return existsSync(placeOf(root))
}

export function loadState(root: string, key: string): State | undefined {
  try {
    const [head = '', ...lines] = readFileSync(placeOf(root), 'utf8').split('\n')
    const about = JSON.parse(head) as About // only `saveState` writes this file
    if (about.key !== key || lines.pop() !== last) return undefined
    return { about, entries: lines.map(entryOf) }
  } catch {
    return undefined // Missing, or edited by somebody.
  }
}

function entryOf(line: string): TenantEntry {
  const [path = '', name = '', source = '', output = '', places = '', facts = ''] = line.split('\t')
  const pairs = places.split(',').filter(pair => pair !== '')
  return {
    path,
    name,
    source,
    output,
    places: pairs.map(pair => [pair.split(':')[0] ?? '', Number(pair.split(':')[1])]),
    facts
  }
}

export function factsIn(entry: TenantEntry): Facts {
  return JSON.parse(entry.facts) as Facts // as `saveState` wrote it
}

/** Writes atomically. */
export function saveState(
  root: string,
  state: { about: Omit<About, 'time'>; entries: readonly TenantEntry[] }
): void {
  const draft = `${placeOf(root)}-draft`
  const file = openSync(draft, 'w')
  try {
    const time = nextTick(file)
    const lines = state.entries.map(entry => {
      const places = entry.places.map(pair => pair.join(':')).join(',')
      return [entry.path, entry.name, entry.source, entry.output, places, entry.facts].join('\t')
    })
    writeFileSync(file, [JSON.stringify({ ...state.about, time }), ...lines, last].join('\n'))
  } finally {
    closeSync(file)
  }
  renameSync(draft, placeOf(root))
}

/**
 * A file system's clock advances in steps of some milliseconds. Waits for the next one, so that later
 * changes get a later time.
 */
function nextTick(file: number): number {
  const start = fstatSync(file).ctimeMs
  for (;;) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    futimesSync(file, 0, 0)
    const now = fstatSync(file).ctimeMs
    if (now > start) return now
  }
}

function placeOf(root: string): string {
  return join(root, cache, 'state')
}
