import { mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Source } from '../../../src/diagnostics/source.ts'
import { parents } from './compare-folder.ts'
import { cache } from './lock.ts'

/** A file, or a folder and all in it, that is written but not yet where it belongs. */
export interface Staged {
  readonly path: string
  readonly draft: string
  readonly files: number
}

/** Where drafts lie: on the same disk as what they replace. */
function stageOf(root: string): string {
  return join(root, cache, 'stage')
}

/** Whatever a process that was killed has left there is thrown away. */
export function emptyStage(root: string): void {
  rmSync(stageOf(root), { recursive: true, force: true })
  mkdirSync(stageOf(root), { recursive: true })
}

/** Writes beside the tree. Each thread has drafts of its own. */
interface Drafts {
  readonly file: (file: Source) => Staged
  /** A folder that is not there yet: moving it as one is much faster. */
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
