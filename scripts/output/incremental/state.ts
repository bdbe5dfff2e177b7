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

/** What a run leaves so that the next need not do all again. It may be deleted at any time. */
export interface State {
  readonly about: About
  readonly entries: readonly TenantEntry[]
}

export interface About {
  /** All that is no input and still decides what comes out. */
  readonly key: string
  /** What changed from then on may have changed after it was looked at. */
  readonly time: number
  /** Of the platform's files. */
  readonly platform: Inspected
  /** Of everything that was written outside the tenants' folders. */
  readonly rest: Inspected
  /** By cluster, the objects of each shard. */
  readonly sizes: Readonly<Record<string, readonly number[]>>
  /** The warnings about the platform that come whichever tenants there are. */
  readonly standing: readonly string[]
  /** Those about tenants' files, without their texts. */
  readonly warnings: readonly Diagnostic[]
  /** The files of a tenant's folder, from there: most tenants have the same. */
  readonly layouts: readonly (readonly string[])[]
}

export interface Inspected {
  readonly paths: readonly string[]
  readonly signature: string
}

/** A tenant. What is known of it is read only if it matters. */
export interface TenantEntry {
  readonly path: string
  readonly name: string
  /** The signatures of its file, and of what was written for it. */
  readonly source: string
  readonly output: string
  readonly places: readonly LayoutOnCluster[]
  /** As JSON, in which a name is found faster than in what it says. */
  readonly facts: string
}

/** A cluster, and which of the layouts a tenant has there. */
export type LayoutOnCluster = readonly [cluster: string, layout: number]

const last = 'end'

export function hasState(root: string): boolean {
  return existsSync(placeOf(root))
}

export function loadState(root: string, key: string): State | undefined {
  try {
    const [head = '', ...lines] = readFileSync(placeOf(root), 'utf8').split('\n')
    const about = JSON.parse(head) as About // nobody else writes this file
    if (about.key !== key || lines.pop() !== last) return undefined
    return { about, entries: lines.map(entryOf) }
  } catch {
    return undefined // It is not there, or somebody has been at it.
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

/** Appears whole or not at all. */
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

/** The disk's clock goes in steps of some milliseconds; what was written so far is of an earlier one. */
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
