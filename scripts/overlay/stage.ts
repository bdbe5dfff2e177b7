import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { originOf, releasesFolder } from './origin.ts'
import { repoint } from './reference.ts'

/** What overlays are made of, in a temporary folder where they build without a network. */
export interface Stage {
  readonly folder: string
  /** Where each release of Kubeflow comes from. */
  readonly about: readonly string[]
}

export interface Staged {
  /** The repository that holds kustomize/. */
  readonly root: string
  /** What is compiled, by path, and roots that nobody has written yet. */
  readonly files: ReadonlyMap<string, string>
  /** A folder with Kubeflow's own files. */
  readonly upstream?: string | undefined
}

/** Whoever stages removes the folder. */
export function stage({ root, files, upstream }: Staged): Stage {
  const folder = fs.mkdtempSync(join(tmpdir(), 'tenantry-'))
  const releases = join(root, releasesFolder)
  // The copy of a release is large; a link to it does.
  const filter = (place: string) =>
    dirname(dirname(place)) !== releases || basename(place) !== 'files'
  fs.cpSync(join(root, 'kustomize'), join(folder, 'kustomize'), { recursive: true, filter })
  for (const [path, text] of files) {
    fs.mkdirSync(dirname(join(folder, path)), { recursive: true })
    fs.writeFileSync(join(folder, path), text)
  }
  const about = fs
    .readdirSync(releases)
    .sort()
    .map(release => {
      const origin = originOf(root, release, upstream)
      const place = join(folder, releasesFolder, release)
      if (origin.kind === 'skeleton') fs.cpSync(origin.folder, place, { recursive: true })
      else link(place, origin.folder)
      return origin.about
    })
  return { folder, about }
}

/** Lets a release's components find their bases in a folder, whether or not they were vendored. */
function link(place: string, tree: string): void {
  for (const component of fs.readdirSync(place, { withFileTypes: true })) {
    if (!component.isDirectory()) continue
    const file = join(place, component.name, 'kustomization.yaml')
    const text = fs.readFileSync(file, 'utf8')
    fs.writeFileSync(
      file,
      repoint(text, ({ path }) => `../files/kubeflow/${path}`)
    )
  }
  fs.mkdirSync(join(place, 'files'))
  fs.symlinkSync(tree, join(place, 'files/kubeflow'), 'dir')
}
