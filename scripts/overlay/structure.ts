import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { home } from '../system/home.ts'
import { pinsOf } from '../system/package-file.ts'
import { textAt } from '../system/text-at.ts'
import { version } from '../system/version.ts'
import { writeAll } from '../system/write-files.ts'
import { repoint } from './git-reference.ts'
import { releasesFolder } from './release-origin.ts'

/** What a company's repository holds of Tenantry's own overlays; the product itself has no such file. */
export const lockPath = 'kustomize/lock.json'

/** Whether a company's repository was written as a whole. */
export function isLaid(root: string): boolean {
  return existsSync(join(root, lockPath))
}

/** Whether a folder is a company's repository, which holds data and no compiler, even if it lost its lock. */
export function isCompany(root: string): boolean {
  return isLaid(root) || pinsOf(root).named !== undefined
}

/** The version that laid the overlays of a company. */
export function laidBy(root: string): string | undefined {
  return readLock(root)?.tenantry
}

interface Lock {
  /** The version that laid the files. */
  readonly tenantry: string
  /** SHA-256 of each file, by path. */
  readonly files: Readonly<Record<string, string>>
}

/** The lock, if it is one: nothing that is read from it may lead out of the folder. */
export function readLock(root: string): Lock | undefined {
  try {
    const { tenantry, files } = JSON.parse(textAt(root, lockPath) ?? '') as Lock
    const isWhole = /^\d+\.\d+\.\d+$/.test(tenantry) && Object.keys(files).every(isMachines)
    return isWhole ? { tenantry, files } : undefined
  } catch {
    return undefined
  }
}

/** Whether a path is in the part of the overlays that Tenantry writes. */
export function isMachines(path: string): boolean {
  const [top, folder, ...rest] = path.split('/')
  const isClean = !/[\\\0]/.test(path) && ![folder, ...rest].some(part => /^\.*$/.test(part ?? ''))
  return top === 'kustomize' && folder !== 'clusters' && rest.length > 0 && isClean
}

/** The product's overlays by path: everything but the roots, which are people's, and copies of Kubeflow. */
function structureFor(root: string): ReadonlyMap<string, string> {
  const folder = fileURLToPath(home)
  const paths = readdirSync(join(folder, 'kustomize'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.yaml'))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .filter(path => !/^kustomize\/(clusters|upstream\/[^/]+\/files)\//.test(path))
    .sort()
  return new Map(
    paths.map(path => [path, asLaid(root, path, readFileSync(join(folder, path), 'utf8'))])
  )
}

/** Where a release was copied, its bases refer to the copy. */
function asLaid(root: string, path: string, text: string): string {
  const [, release] = /^kustomize\/upstream\/([^/]+)\//.exec(path) ?? []
  const isCopied = release !== undefined && existsSync(join(root, releasesFolder, release, 'files'))
  return isCopied ? repoint(text, each => `../files/kubeflow/${each.path}`) : text
}

export function digestOf(text: string): string {
  // Git on Windows may check out other line ends.
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
}

/** The text of a file, which no link may lead to. */
export function textIn(root: string, path: string): string | undefined {
  const place = join(root, path)
  const isOwn = existsSync(place) && realpathSync(place) === join(realpathSync(root), path)
  return isOwn && statSync(place).isFile() ? readFileSync(place, 'utf8') : undefined
}

/** Lays the overlays of this version into a company's repository, and takes away those of the last one. */
export function layStructure(root: string): readonly string[] {
  const laid = layFiles(root)
  lock(root)
  return laid
}

/** The same without the lock, which says that everything is there. */
export function layFiles(root: string): readonly string[] {
  const files = structureFor(root)
  const before = readLock(root)?.files ?? {}
  const gone = Object.keys(before).filter(path => !files.has(path))
  for (const path of gone) rmSync(join(root, path), { force: true })
  const all = Array.from(files, ([path, text]) => ({ path, text }))
  const changed = all.filter(({ path, text }) => textIn(root, path) !== text)
  writeAll(root, changed)
  return [...changed.map(({ path }) => path), ...gone].sort()
}

/** Writes down what is there now, as after copying a release, which changes its bases. */
export function relock(root: string): void {
  if (isLaid(root)) lock(root)
}

/** The lock of this version. */
export function lockOf(root: string): Lock {
  const digests = Array.from(structureFor(root), ([path, text]) => [path, digestOf(text)] as const)
  return { tenantry: version(), files: Object.fromEntries(digests) }
}

function lock(root: string): void {
  const text = `${JSON.stringify(lockOf(root), null, 2)}\n`
  if (textAt(root, lockPath) !== text) writeAll(root, [{ path: lockPath, text }])
}
