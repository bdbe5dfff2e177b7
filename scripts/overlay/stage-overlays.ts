import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { load } from 'js-yaml'
import { Refusal } from '../system/refusal.ts'
import { repoint } from './git-reference.ts'
import { originOf, releasesFolder } from './release-origin.ts'
import { skeleton } from './skeleton.ts'

/** A temporary copy of everything that overlays need to build without a network. */
export interface Stage {
  readonly folder: string
  /** Where the files of each release of Kubeflow come from. */
  readonly about: readonly string[]
}

interface Staged {
  /** The repository that contains kustomize/. */
  readonly root: string
  /** Where the rest of kustomize/ is, for an example, which contains only its clusters. */
  readonly structure?: string
  /** The compiled files by path, and roots that nobody has written yet. */
  readonly files: ReadonlyMap<string, string>
  /** A folder with Kubeflow's own files. */
  readonly upstream?: string | undefined
}

/** The caller removes the folder. */
export function stage({ root, structure = root, files, upstream }: Staged): Stage {
  const folder = fs.mkdtempSync(join(tmpdir(), 'tenantry-'))
  const releases = join(structure, releasesFolder)
  // The copy of a release is large, so link to it.
  const filter = (place: string) =>
    dirname(dirname(place)) !== releases || basename(place) !== 'files'
  for (const from of new Set([structure, root]))
    fs.cpSync(join(from, 'kustomize'), join(folder, 'kustomize'), { recursive: true, filter })
  for (const [path, text] of files) {
    fs.mkdirSync(dirname(join(folder, path)), { recursive: true })
    fs.writeFileSync(join(folder, path), text)
  }
  const used = releasesOf(folder)
  const about = fs
    .readdirSync(releases)
    .filter(release => used.has(release))
    .sort()
    .map(release => {
      const origin = originOf(structure, release, upstream)
      const place = join(folder, releasesFolder, release)
      if (origin.kind === 'skeleton') fill(place, origin.folder)
      else link(place, origin.folder)
      return origin.about
    })
  return { folder, about }
}

/** The releases that roots name: of the others, no copy has to be there. */
function releasesOf(folder: string): ReadonlySet<string> {
  const clusters = join(folder, 'kustomize/clusters')
  if (!fs.existsSync(clusters)) return new Set()
  const found = fs
    .readdirSync(clusters, { recursive: true, encoding: 'utf8' })
    .filter(path => basename(path) === 'kustomization.yaml')
    .map(path => fs.readFileSync(join(clusters, path), 'utf8'))
    .flatMap(text => [...text.matchAll(/\/upstream\/([^/\s]+)\//g)].map(([, release]) => release))
  return new Set(found.flatMap(release => release ?? []))
}

/** Replaces a component's base by its skeleton. */
function fill(place: string, folder: string): void {
  for (const component of foldersOf(place)) {
    const file = join(folder, `${component}.yaml`)
    if (!fs.existsSync(file)) throw new Refusal(`there is no \`${file}\``)
    const known = load(fs.readFileSync(file, 'utf8')) as Parameters<typeof skeleton>[0]
    for (const { path, text } of skeleton(known))
      fs.writeFileSync(join(place, component, path), text)
  }
}

function foldersOf(place: string): string[] {
  const entries = fs.readdirSync(place, { withFileTypes: true })
  return entries.filter(entry => entry.isDirectory()).map(({ name }) => name)
}

/** Links a release's bases to a folder, whether or not they were vendored. */
function link(place: string, tree: string): void {
  for (const component of foldersOf(place)) {
    const file = join(place, component, 'kustomization.yaml')
    const text = fs.readFileSync(file, 'utf8')
    fs.writeFileSync(
      file,
      repoint(text, ({ path }) => `../files/kubeflow/${path}`)
    )
  }
  fs.mkdirSync(join(place, 'files'))
  fs.symlinkSync(tree, join(place, 'files/kubeflow'), 'dir')
}
