import * as fs from 'node:fs'
import { join } from 'node:path'
import { clone, local } from './clone.ts'
import { copy } from './copy.ts'
import { digestOf, type Lock, lockPath } from './copy-lock.ts'
import { repoint } from './git-reference.ts'
import { releasesFolder } from './release-origin.ts'
import { relock } from './structure.ts'
import { wantedOf } from './vendor-sources.ts'

/**
 * Replaces references to a release by its files. A new release gets the components of the previous one.
 * The files change all at once or not at all.
 */
export async function vendor(root: string, release: string, from?: string): Promise<Lock> {
  const { repository, ref, components, bases } = wantedOf(root, release)
  const source = from ?? repository
  const here = fs.existsSync(source)
  const tree = here ? local(source) : clone(source, ref)
  const folder = join(root, releasesFolder, release)
  const draft = join(folder, `.files-${process.pid}`)
  try {
    fs.mkdirSync(draft, { recursive: true })
    const { commits } = await copy({ name: 'kubeflow', tree, roots: bases }, draft)
    const lock = {
      source: shareable(source),
      commit: tree.commit,
      others: commits,
      ...digestOf(draft)
    }
    fs.rmSync(join(folder, 'files'), { recursive: true, force: true })
    fs.renameSync(draft, join(folder, 'files'))
    for (const [component, text] of components) {
      fs.mkdirSync(join(folder, component), { recursive: true })
      const local = repoint(text, ({ path }) => `../files/kubeflow/${path}`)
      fs.writeFileSync(join(folder, component, 'kustomization.yaml'), local)
    }
    fs.writeFileSync(lockPath(root, release), `${JSON.stringify(lock, null, 2)}\n`)
    relock(root)
    return lock
  } finally {
    fs.rmSync(draft, { recursive: true, force: true })
    // An empty folder would look like a release without components.
    if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder)
    if (!here) fs.rmSync(tree.folder, { recursive: true, force: true })
  }
}

/** What the lock file says of a source: it is committed, so no path of this machine and no password. */
function shareable(source: string): string {
  const isHere = fs.existsSync(source) || source.startsWith('file:')
  return isHere ? 'a folder' : source.replace(/^(\w+:\/\/)[^/@]*@/, '$1')
}
