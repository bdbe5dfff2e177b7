import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import type { Manifest } from '../../charts/objects/manifest.ts'
import type { Root } from './built-roots.ts'

/** What kustomize built from a root. */
export interface Built {
  readonly root: Root
  readonly objects: readonly Manifest[]
  /** The last line that kustomize printed if it failed, else empty. */
  readonly failure: string
}

/** Builds the roots on all cores and returns the results in the same order. */
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
        // kustomize prints no object without a kind and a name.
        const objects = loadAll(stdout) as Manifest[]
        // An engine would take an empty root as an order to delete everything.
        resolve({ root, failure: objects.length > 0 ? '' : 'it contains no objects', objects })
      } catch (error) {
        reject(error)
      }
    })
  })
}

/** With paths relative to the repository. */
function lastLine(text: string, folder: string): string {
  const line = text.trim().split('\n').at(-1) || 'it gives no reason'
  return line.replaceAll(`${folder}/`, '').replace(/^Error: /, '')
}
