import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import type { Manifest } from '../../charts/objects/manifest.ts'
import type { Root } from './built-roots.ts'

/** What kustomize makes of a root. */
export interface Built {
  readonly root: Root
  readonly objects: readonly Manifest[]
  /** Why it made nothing of it, if so: its last line. */
  readonly failure: string
}

/** In the order of the roots, on all cores. */
export async function buildAll(
  kustomize: string,
  folder: string,
  roots: readonly Root[]
): Promise<Built[]> {
  const built: Built[] = []
  const queue = roots.entries()
  const work = async () => {
    for (const [index, root] of queue) built[index] = await build(kustomize, folder, root)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return built
}

function build(kustomize: string, folder: string, root: Root): Promise<Built> {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: Infinity }
    execFile(kustomize, ['build', join(folder, root.path)], options, (error, stdout, stderr) => {
      if (error) return resolve({ root, failure: lastLine(stderr, folder), objects: [] })
      try {
        // kustomize makes nothing that has neither kind nor name.
        const objects = loadAll(stdout) as Manifest[]
        // An engine would take that for the wish to remove all.
        resolve({ root, failure: objects.length > 0 ? '' : 'it holds no object', objects })
      } catch (error) {
        reject(error)
      }
    })
  })
}

/** With paths as the repository has them. */
function lastLine(text: string, folder: string): string {
  const line = text.trim().split('\n').at(-1) || 'it says nothing'
  return line.replaceAll(`${folder}/`, '').replace(/^Error: /, '')
}
