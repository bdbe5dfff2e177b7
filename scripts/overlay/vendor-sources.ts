import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../system/refusal.ts'
import { readLock } from './copy-lock.ts'
import { references } from './git-reference.ts'
import { releasesFolder } from './release-origin.ts'

/** What to copy for a release, and for which components. */
interface Wanted {
  readonly repository: string
  readonly ref: string
  /** Each component's kustomization, taken from this release or else from the previous one. */
  readonly components: ReadonlyMap<string, string>
  /** The folders in the repository that they refer to. */
  readonly bases: readonly string[]
}

const home = 'https://github.com/kubeflow/community-distribution'

export function wantedOf(root: string, release: string): Wanted {
  const releases = join(root, releasesFolder)
  const like = existsSync(join(releases, release)) ? release : readdirSync(releases).sort().at(-1)
  if (like === undefined) throw new Refusal(`there is no release in ${releasesFolder}/`)
  const components = componentsOf(join(releases, like))
  const pinned = [...components.values()].flatMap(references)
  const lock = like === release ? readLock(root, release) : undefined
  return {
    repository: pinned[0]?.repository ?? home,
    ref: (like === release ? pinned[0]?.ref : undefined) ?? (lock?.commit || release),
    components,
    bases: [...new Set([...components.values()].flatMap(basesOf))].sort()
  }
}

function componentsOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'files')
    .map(({ name }) => [name, join(folder, name, 'kustomization.yaml')] as const)
  return new Map(files.map(([name, file]) => [name, readFileSync(file, 'utf8')]))
}

/** Reads both remote references and paths into the copy. */
function basesOf(text: string): string[] {
  const copies = text.matchAll(/^ *- \.\.\/files\/kubeflow\/(\S+)$/gm)
  return [...references(text).map(({ path }) => path), ...[...copies].map(([, path = '']) => path)]
}
