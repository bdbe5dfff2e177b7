import { realpathSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { baseOf, bytesIn, type Commit } from '../output/git.ts'
import { home } from '../system/home.ts'
import { askedIn, lockedIn, type PackageFile } from '../system/package-file.ts'
import { Refusal } from '../system/refusal.ts'
import { textAt } from '../system/text-at.ts'

/** The commit, seen from the folder of package.json, whose version of Tenantry is not the one that runs. */
export function otherPin(base: Commit): Commit | undefined {
  const project = projectOf(base.root)
  if (project === undefined) return undefined
  const before = baseOf(project, base.id)
  const pinned = pin(path => bytesIn(before, path)?.toString('utf8'))
  return pinned === undefined || pinned === pin(onDisk(project)) ? undefined : before
}

/** The folder whose package.json brought this Tenantry; a clone was brought by none. */
function projectOf(root: string): string | undefined {
  const modules = dirname(fileURLToPath(home).replace(/\/$/, ''))
  if (basename(modules) !== 'node_modules') return undefined
  const project = dirname(modules)
  return `${realpathSync(root)}/`.startsWith(`${realpathSync(project)}/`) ? project : undefined
}

type Read = (path: string) => string | undefined

function onDisk(folder: string): Read {
  return path => textAt(folder, path)
}

/** What is locked, with the digest of its content; else what package.json asks for. */
function pin(read: Read): string | undefined {
  const locked = lockedIn(parsed('package-lock.json', read))
  return locked === undefined ? askedIn(parsed('package.json', read)) : JSON.stringify(locked)
}

/** The file that package.json asks for, where it is one. */
export function filePin(read: Read): string | undefined {
  const [, path = ''] =
    /^file:(?:\.\/)?(.+)$/.exec(askedIn(parsed('package.json', read)) ?? '') ?? []
  return path === '' || path.startsWith('/') || path.split('/').includes('..') ? undefined : path
}

function parsed(path: string, read: Read): PackageFile | undefined {
  const text = read(path)
  try {
    return text === undefined ? undefined : (JSON.parse(text) as PackageFile)
  } catch {
    throw new Refusal(`\`${path}\` is not JSON`)
  }
}
