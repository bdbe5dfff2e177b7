import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { startOf } from '../../src/diagnostics/source.ts'
import { releasesFolder } from './release-origin.ts'

/** Where the copy of a release came from, and its digest. */
export interface Lock {
  /** An address, or `a folder`. */
  readonly source: string
  /** Empty if the source folder is not a git clone. */
  readonly commit: string
  /** The commits of the other repositories that Kubeflow's bases refer to. */
  readonly others: Readonly<Record<string, string>>
  readonly files: number
  /** SHA-256 over all paths and contents. */
  readonly digest: string
}

export function lockPath(root: string, release: string): string {
  return join(root, releasesFolder, release, 'lock.json')
}

export function readLock(root: string, release: string): Lock | undefined {
  const path = lockPath(root, release)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

export function digestOf(folder: string): Pick<Lock, 'files' | 'digest'> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
  const hash = createHash('sha256')
  for (const path of paths) {
    const content = createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex')
    hash.update(`${path}\0${content}\n`)
  }
  return { files: paths.length, digest: hash.digest('hex') }
}

/** Reports copies that were edited since `npx tenantry vendor` wrote them, and those without a lock. */
export function copyFaults(root: string): Diagnostic[] {
  const folder = join(root, releasesFolder)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .flatMap(release => {
      const message = faultOf(root, release)
      const path = `${releasesFolder}/${release}/lock.json`
      const file = join(root, path)
      const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
      const help = `\`npx tenantry vendor ${release}\` copies it again; put your changes into a root, as patches`
      return message
        ? [{ code: 'invalid-copy', message, at: startOf({ path, text }), help } as const]
        : []
    })
}

function faultOf(root: string, release: string): string | undefined {
  const files = join(root, releasesFolder, release, 'files')
  const lock = readLock(root, release)
  if (!lock) return existsSync(files) ? `the copy of ${release} has no lock file` : undefined
  if (!existsSync(files)) return `the copy of ${release} is missing`
  if (digestOf(files).digest !== lock.digest) return `the copy of ${release} has been changed`
  const [missing] = basesIn(root, release).filter(path => !existsSync(join(files, path)))
  return missing && `the copy of ${release} lacks \`${missing}\`, which this version needs`
}

/** What the components of a release take from its copy, which may be older than they are. */
function basesIn(root: string, release: string): string[] {
  const folder = join(root, releasesFolder, release)
  const paths = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'files')
    .map(({ name }) => join(folder, name, 'kustomization.yaml'))
    .filter(path => existsSync(path))
  const texts = paths.map(path => readFileSync(path, 'utf8'))
  return texts
    .flatMap(text => [...text.matchAll(/^ *- \.\.\/files\/(\S+)$/gm)])
    .map(([, path = '']) => path)
}
