import { mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Source } from '../../../src/diagnostics/source.ts'
import { parents } from './compare-folder.ts'
import { cache } from './lock.ts'

/** A file, or a whole folder, that is written but not yet moved to its place. */
export interface Staged {
  readonly path: string
  readonly draft: string
  readonly files: number
}

/** The folder for drafts. It is on the same disk as the output, so that a rename is atomic. */
function stageOf(root: string): string {
  return join(root, cache, 'stage')
}

/** Removes what a killed process left behind. */
export function emptyStage(root: string): void {
  rmSync(stageOf(root), { recursive: true, force: true })
  mkdirSync(stageOf(root), { recursive: true })
}

/** Writes drafts outside the tree. Each thread has a folder of its own. */
interface Drafts {
  readonly file: (file: Source) => Staged
  /** Stages a new folder; moving it as a whole is much faster than file by file. */
  readonly folder: (path: string, files: readonly Source[]) => Staged
}

export function draftsIn(root: string, thread: number): Drafts {
  let count = 0
  const next = () => join(stageOf(root), `${thread}-${count++}`)
  return {
    file: ({ path, text }) => {
      const draft = next()
      writeFileSync(draft, text)
      return { path, draft, files: 1 }
    },
    folder: (path, files) => {
      const draft = next()
      mkdirSync(draft)
      for (const folder of new Set(files.flatMap(file => parents(file.path, path)))) {
        mkdirSync(draft + folder.slice(path.length))
      }
      for (const file of files) writeFileSync(draft + file.path.slice(path.length), file.text)
      return { path, draft, files: files.length }
    }
  }
}

/**
 * Moves everything into place. Files that others refer to are added first and removed last, so that the
 * tree can be built even if this is interrupted.
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

/** A root lists the folders of tenants, and a tenant's `kustomization.yaml` lists its objects. */
function rank(path: string): number {
  if (path.includes('/shards/')) return 2
  return path.endsWith('/kustomization.yaml') ? 1 : 0
}

function removeEmpty(root: string, path: string): void {
  for (let folder = path; folder.includes('/'); folder = dirname(folder)) {
    try {
      rmdirSync(join(root, folder))
    } catch {
      return // The folder is not empty, or already gone.
    }
  }
}
