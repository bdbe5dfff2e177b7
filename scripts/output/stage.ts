import { mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Source } from '../../src/source.ts'
import { cache } from './lock.ts'

/** A file that is written, but not yet where it belongs. */
export interface Staged {
  readonly path: string
  readonly draft: string
}

/** Where drafts lie: on the same disk as what they replace. */
export function stageOf(root: string): string {
  return join(root, cache, 'stage')
}

/** Whatever a process that was killed has left there is thrown away. */
export function emptyStage(root: string): void {
  rmSync(stageOf(root), { recursive: true, force: true })
  mkdirSync(stageOf(root), { recursive: true })
}

/** Writes files beside the tree. Each thread has drafts of its own. */
export function stager(root: string, thread: number): (file: Source) => Staged {
  let count = 0
  return ({ path, text }) => {
    const draft = join(stageOf(root), `${thread}-${count++}`)
    writeFileSync(draft, text)
    return { path, draft }
  }
}

/**
 * Puts everything where it belongs. What is referred to comes first and goes last, so that also a
 * tree in which this has been cut short can be built.
 */
export function commit(root: string, staged: readonly Staged[], stale: readonly string[]): void {
  const there = new Set<string>()
  const inOrder = [...staged].sort((a, b) => rank(a.path) - rank(b.path))
  for (const { path, draft } of inOrder) {
    const folder = dirname(join(root, path))
    if (!there.has(folder)) mkdirSync(folder, { recursive: true })
    there.add(folder)
    renameSync(draft, join(root, path))
  }
  for (const path of stale) rmSync(join(root, path))
  for (const path of stale) removeEmpty(root, dirname(path))
}

/** Roots list folders of tenants, and a tenant's `kustomization.yaml` its objects. */
function rank(path: string): number {
  if (path.includes('/shards/')) return 2
  return path.endsWith('/kustomization.yaml') ? 1 : 0
}

function removeEmpty(root: string, path: string): void {
  for (let folder = path; folder.includes('/'); folder = dirname(folder)) {
    try {
      rmdirSync(join(root, folder))
    } catch {
      return // Something is in it, or it is gone.
    }
  }
}
