import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { startOf } from '../../src/diagnostics/source.ts'
import { home } from '../system/home.ts'
import { textAt } from '../system/text-at.ts'
import { version } from '../system/version.ts'
import { writeAll } from '../system/write-files.ts'
import { repoint } from './git-reference.ts'
import { releasesFolder } from './release-origin.ts'

/** What a company's repository holds of Tenantry's own overlays; the product itself has no such file. */
const lockPath = 'kustomize/lock.json'

/** Whether a folder is a company's repository, which holds data and no compiler. */
export function isCompany(root: string): boolean {
  return existsSync(join(root, lockPath))
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

function readLock(root: string): Lock | undefined {
  const text = textAt(root, lockPath)
  return text === undefined ? undefined : JSON.parse(text)
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

function digestOf(text: string): string {
  // Git on Windows may check out other line ends.
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
}

/** Lays the overlays of this version into a company's repository, and takes away those of the last one. */
export function layStructure(root: string): readonly string[] {
  const files = structureFor(root)
  const before = readLock(root)?.files ?? {}
  const gone = Object.keys(before).filter(path => !files.has(path))
  for (const path of gone) rmSync(join(root, path), { force: true })
  const all = Array.from(files, ([path, text]) => ({ path, text }))
  const changed = all.filter(({ path, text }) => textAt(root, path) !== text)
  writeAll(root, changed)
  lock(root, files)
  return [...changed.map(({ path }) => path), ...gone].sort()
}

/** Writes down what is there now, as after copying a release, which changes its bases. */
export function relock(root: string): void {
  if (readLock(root)) lock(root, structureFor(root))
}

function lock(root: string, files: ReadonlyMap<string, string>): void {
  const digests = Object.fromEntries([...files].map(([path, text]) => [path, digestOf(text)]))
  const text = `${JSON.stringify({ tenantry: version(), files: digests } satisfies Lock, null, 2)}\n`
  if (textAt(root, lockPath) !== text) writeAll(root, [{ path: lockPath, text }])
}

/** Reports overlays of Tenantry's that somebody changed or removed in a company's repository. */
export function structureFaults(root: string): Diagnostic[] {
  const { files = {} } = readLock(root) ?? {}
  return Object.entries(files).flatMap(([path, digest]) => {
    const text = textAt(root, path)
    if (text !== undefined && digestOf(text) === digest) return []
    const what = text === undefined ? 'has been removed' : 'has been changed'
    const component = path.split('/').at(path.includes('/upstream/') ? 3 : 1)
    return [
      {
        code: 'invalid-structure',
        message: `\`${path}\` is a file of Tenantry's, and ${what}`,
        at: startOf({ path, text: text ?? '' }),
        help:
          '`npx tenantry upgrade --overwrite` writes it again; put a change of your own into ' +
          `\`kustomize/clusters/<cluster>/${component}/\`, as a patch`
      } as const
    ]
  })
}
