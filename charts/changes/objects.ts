import { load } from '../../src/load.ts'
import type { Manifest } from '../concern.ts'
import { nameOf } from '../invariants.ts'
import { phases } from '../shards.ts'
import { type Change, type Located, objectsPath } from './change.ts'

/** An object as it was, and as it is to be if it is to stay. */
export interface Fate {
  readonly was: Manifest
  readonly is: Manifest | undefined
}

/** The objects that a tenant had, but for those in files that stay as they are. */
export function fates(tenant: Located, { before, after }: Change): Fate[] {
  return phases.flatMap(phase => {
    const path = objectsPath(tenant, phase)
    const [was, is] = [before.read(path), after.read(path)]
    if (was === undefined || is === undefined || was === is) return []
    const now = new Map(manifests(is).map(manifest => [nameOf(manifest), manifest]))
    return manifests(was).map(manifest => ({ was: manifest, is: now.get(nameOf(manifest)) }))
  })
}

/** Of a file that was generated, perhaps long ago. */
export function manifests(text: string): Manifest[] {
  return load(text).filter(isManifest)
}

function isManifest(value: unknown): value is Manifest {
  const { kind, metadata } = (value ?? {}) as Partial<Manifest>
  return typeof kind === 'string' && typeof metadata?.name === 'string'
}
