import { load } from '../../src/yaml/dump.ts'
import type { Manifest } from '../objects/manifest.ts'
import { nameOf } from '../verify/invariants.ts'
import { fields } from '../verify/value.ts'
import { type Change, type Located, outputsOf } from './change.ts'

/** An object before the change and, if it stays, after it. */
export interface Fate {
  readonly was: Manifest
  readonly is: Manifest | undefined
}

/** The objects that a tenant had, except those in files that do not change. */
export function fates(tenant: Located, { before, after }: Change): Fate[] {
  const texts = outputsOf(tenant).map(path => ({ was: before.read(path), is: after.read(path) }))
  const changed = texts.flatMap(({ was, is }) =>
    is === undefined || was === is ? [] : (was ?? [])
  )
  if (changed.length === 0) return []
  // An object may have moved to another file.
  const now = new Map(
    texts.flatMap(({ is }) => manifests(is ?? '')).map(manifest => [nameOf(manifest), manifest])
  )
  return changed.flatMap(manifests).map(was => ({ was, is: now.get(nameOf(was)) }))
}

/** Parses a generated file, which an old version or somebody else may have written. */
export function manifests(text: string): Manifest[] {
  return load(text).flatMap(inList).filter(isManifest)
}

/** The objects in a list, which kustomize takes for as many documents. */
function inList(value: unknown): readonly unknown[] {
  const { kind, items } = fields(value)
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? items : [value]
}

function isManifest(value: unknown): value is Manifest {
  const { kind, metadata } = (value ?? {}) as Partial<Manifest>
  return typeof kind === 'string' && typeof metadata?.name === 'string'
}
