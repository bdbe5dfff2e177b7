import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { startOf } from '../../src/diagnostics/source.ts'
import { textAt } from '../system/text-at.ts'
import { version } from '../system/version.ts'
import { digestOf, isCompany, isMachines, lockOf, lockPath, readLock, textIn } from './structure.ts'

/**
 * Reports what somebody changed in the part of a company's overlays that Tenantry writes. The files of its own
 * version it knows by itself, and those of another one by the lock.
 */
export function structureFaults(root: string, wasCompany = false): Diagnostic[] {
  const lock = readLock(root)
  if (!lock) return wasCompany || isCompany(root) ? lostLock(root) : []
  const isOwn = lock.tenantry === version()
  const { files } = isOwn ? lockOf(root) : lock
  const isTrue = !isOwn || isDeepStrictEqual(lock.files, files)
  return [
    ...(isTrue ? [] : [fault(root, lockPath, 'has been changed')]),
    ...Object.entries(files).flatMap(([path, digest]) => changed(root, path, digest)),
    ...extras(root, files).map(path => extra(root, path))
  ]
}

/** A folder without overlays, as it is before the first of them is written, has no lock either. */
function lostLock(root: string): Diagnostic[] {
  const isBroken = existsSync(join(root, lockPath))
  if (isBroken) return [fault(root, lockPath, 'is not as Tenantry writes it')]
  return existsSync(join(root, 'kustomize')) ? [fault(root, lockPath, 'has been removed')] : []
}

function changed(root: string, path: string, digest: string): Diagnostic[] {
  const text = textIn(root, path)
  if (text !== undefined && digestOf(text) === digest) return []
  const isThere = existsSync(join(root, path))
  if (text === undefined) return [fault(root, path, isThere ? 'is a link' : 'has been removed')]
  return [fault(root, path, 'has been changed')]
}

function fault(root: string, path: string, what: string): Diagnostic {
  const own = `; put a change of your own into \`kustomize/clusters/<cluster>/${componentOf(path)}/\`, as a patch`
  return {
    code: 'invalid-structure',
    message: `\`${path}\` is a file of Tenantry's, and ${what}`,
    at: startOf({ path, text: textAt(root, path) ?? '' }),
    help:
      `\`git checkout -- ${path}\` takes back what is not committed, and \`npx tenantry upgrade --overwrite\` ` +
      `writes it again${path === lockPath ? '' : own}`
  }
}

function componentOf(path: string): string | undefined {
  return path.split('/').at(path.includes('/upstream/') ? 3 : 1)
}

/** Files that the next version might replace, because it knows nothing of them. Copies of releases have a lock of their own. */
function extras(root: string, files: Readonly<Record<string, string>>): string[] {
  const folder = join(root, 'kustomize')
  const releases = new Set(Object.keys(files).map(releaseOf))
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory() && /\.ya?ml$/.test(entry.name))
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll('\\', '/'))
    .filter(path => isMachines(path) && !(path in files) && releases.has(releaseOf(path)))
    .filter(path => !/^kustomize\/upstream\/[^/]+\/files\//.test(path))
    .sort()
}

function releaseOf(path: string): string | undefined {
  return /^kustomize\/upstream\/([^/]+)\//.exec(path)?.[1]
}

function extra(root: string, path: string): Diagnostic {
  return {
    code: 'invalid-structure',
    message: `\`${path}\` is none of Tenantry's files, but in a folder that Tenantry writes`,
    at: startOf({ path, text: textAt(root, path) ?? '' }),
    help: 'move it into a folder of `kustomize/clusters/`, which are yours'
  }
}
