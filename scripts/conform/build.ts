import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { manifests } from '../../charts/changes/objects.ts'
import type { Manifest } from '../../charts/concern.ts'
import type { Root } from './root.ts'

/** What kustomize makes of a root. */
export interface Built {
  readonly root: Root
  readonly objects: readonly Manifest[]
  /** Its last line, if it made nothing of it. */
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
  return new Promise(resolve => {
    const options = { maxBuffer: Infinity }
    execFile(kustomize, ['build', join(folder, root.path)], options, (error, stdout, stderr) => {
      const failure = error ? lastLine(stderr, folder) : ''
      resolve({ root, failure, objects: error ? [] : manifests(stdout) })
    })
  })
}

/** With paths as the repository has them. */
function lastLine(text: string, folder: string): string {
  const line = text.trim().split('\n').at(-1) || 'it says nothing'
  return line.replaceAll(`${folder}/`, '').replace(/^Error: /, '')
}
